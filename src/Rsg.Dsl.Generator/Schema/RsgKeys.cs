using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of the rare-class sample generator: defaults from section 4 of the paper.</summary>
internal static class RsgKeys
{
    public static readonly Key Stage = Key.Whole("stage", NumberRange.AtLeast(1).AtMost(10_000), "The RSG works on the output of this stage, counted from 1; best before the second-to-last down-sampling (Table 5).");

    public static readonly Key After = Key.Text("after", "The RSG works on the output of this part of the network.");

    public static readonly Key Before = Key.Text("before", "The RSG works on the input of this part of the network.");

    public static readonly Key Centers = Key.Whole("centers", 15, NumberRange.AtLeast(1).AtMost(10_000), "The centers of each class, K in Eq. 1 (section 4).");

    public static readonly Key FrequentRatio = Key.Number(
        "frequentRatio", 0.2, NumberRange.Above(0).Below(1), "Alpha: the round-down of alpha times the number of classes with most images are frequent (section 4; 0.5 for step imbalance).");

    public static readonly Key TransferStrength = Key.Number(
        "transferStrength", 1.0, NumberRange.Above(0).AtMost(1), "Beta: how many samples are generated for each rare one in a batch (section 3; 0.01 for step imbalance).");

    public static readonly Key CescWeight = Key.Number("cescWeight", 0.1, NumberRange.AtLeast(0), "Lambda1: the weight of the CESC loss (Eq. 7).");

    public static readonly Key MvWeight = Key.Number("mvWeight", 0.01, NumberRange.AtLeast(0), "Lambda2: the weight of the MV loss (Eq. 7).");

    public static readonly Key ContrastiveChannels = Key.Whole(
        "contrastiveChannels", 256, NumberRange.AtLeast(1).AtMost(65_536), "The channels of the two convolutions of the contrastive module (Eq. 2).");

    public static readonly Key Form = Key.Word("form", RsgForm.Paper, "Whether the paper's equations or the authors' released code is followed where the two differ.");

    public static readonly Key MvTerms = Key.SomeWords("mvTerms", RsgMvTerms.All, "The terms of the MV loss (Eq. 6); leaving one out is a row of Table 3.");

    public static readonly Key Displacement = Key.Word(
        "displacement", RsgDisplacement.Transformed, "How the displacement of a frequent sample is carried over: through the learned transformation, or directly (Table 3).");

    public static readonly Key AddTo = Key.Word("addTo", RsgAddTo.RareSamples, "What a displacement is added to: samples, or centers, of rare classes (Table 3).");

    public static readonly EquatableArray<Key> All =
    [
        Stage, After, Before, Centers, FrequentRatio, TransferStrength, CescWeight, MvWeight, ContrastiveChannels, Form, MvTerms, Displacement, AddTo,
    ];
}
