using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>Every loss.</summary>
internal static class LossCatalogue
{
    /// <summary>What is used when no loss is declared.</summary>
    public static readonly LossKind CrossEntropy = new(
        Schema("crossEntropy", "CrossEntropyLoss", "Cross-entropy: empirical risk minimisation (ERM)."),
        HeadKind.Linear,
        NeedsClassCounts: false,
        IsDisposable: false);

    public static readonly Key LdamMaxMargin = Key.Number("maxMargin", 0.5, NumberRange.Above(0).Below(1), "The largest margin, that of the rarest class.");

    public static readonly Key Scale = Key.Number("scale", 30, NumberRange.Above(0), "The factor on the cosines before the softmax.");

    /// <summary>The loss that messages name to those who have cosines.</summary>
    public static readonly LossKind Ldam = new(
        Schema(
            "ldam",
            "LdamLoss",
            "Label-distribution-aware margins on cosines (LDAM, Cao et al. 2019).",
            LdamMaxMargin,
            Scale),
        HeadKind.Cosine,
        NeedsClassCounts: true,
        IsDisposable: true);

    /// <summary>The focal loss without weights.</summary>
    public static readonly LossKind Focal = new(
        Schema(
            "focal",
            "FocalLoss",
            "Focal loss (Lin et al. 2017), as the released code has it.",
            Key.Number("gamma", 1, NumberRange.AtLeast(0), "How much less a sample counts that is told well already.")),
        HeadKind.Linear,
        NeedsClassCounts: false,
        IsDisposable: false);

    /// <summary>The focal loss with class weights.</summary>
    public static readonly LossKind ClassBalancedFocal = new(
        Schema(
            "classBalancedFocal",
            "ClassBalancedFocalLoss",
            "The sigmoid focal loss of every class, weighted by the effective number of samples (CB focal, Cui et al. 2019).",
            Key.Number("beta", 0.9999, NumberRange.AtLeast(0).Below(1), "The beta of the effective number of samples."),
            Key.Number("gamma", 2, NumberRange.AtLeast(0), "How much less a sample counts that is told well already.")),
        HeadKind.Linear,
        NeedsClassCounts: true,
        IsDisposable: true)
    {
        Unbalanced = Focal,
    };

    public static readonly IReadOnlyList<LossKind> All =
    [
        CrossEntropy,
        Focal,
        ClassBalancedFocal,
        new(
            Schema(
                "amSoftmax",
                "AmSoftmaxLoss",
                "Additive-margin softmax (Wang et al. 2018): one margin for every class, on cosines.",
                Key.Number("margin", 0.35, NumberRange.AtLeast(0).Below(1), "What is taken off the cosine of the label."),
                Scale),
            HeadKind.Cosine,
            NeedsClassCounts: false,
            IsDisposable: false),
        Ldam,
        new(
            Schema("balancedSoftmax", "BalancedSoftmaxLoss", "Balanced softmax (Ren et al. 2020): cross-entropy of the logits plus the log of the class counts."),
            HeadKind.Linear,
            NeedsClassCounts: true,
            IsDisposable: true)
        {
            Unbalanced = CrossEntropy,
        },
        new(
            Schema(
                "logitAdjusted",
                "LogitAdjustedLoss",
                "Logit adjustment (Menon et al. 2021): cross-entropy of the logits plus tau times the log of the class priors.",
                Key.Number("tau", 1, NumberRange.AtLeast(0), "The factor on the log of the priors.")),
            HeadKind.Linear,
            NeedsClassCounts: true,
            IsDisposable: true)
        {
            Unbalanced = CrossEntropy,
        },
    ];

    /// <summary>The loss of a name, or <c>null</c> where there is none.</summary>
    public static LossKind? Find(string? name) => All.FirstOrDefault(kind => kind.Schema.Kind == name);

    private static SectionSchema Schema(string kind, string attribute, string doc, params Key[] keys) => new(SectionNames.Loss, kind, attribute, doc, keys.ToEquatableArray());
}
