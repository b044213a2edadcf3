namespace Rsg;

/// <summary>
/// Trains the network with the rare-class sample generator (RSG, CVPR 2021) on the feature maps at one cut.
/// The network itself keeps no trace of it: the trainer owns the generator.
/// </summary>
/// <remarks>Exactly one of <see cref="Stage"/>, <see cref="After"/> and <see cref="Before"/> says where.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RsgInsertAttribute : Attribute
{
    /// <summary>Cuts at the output of this stage, counted from 1. Stage 2 of a CIFAR ResNet lies before the second-to-last down-sampling, where the paper's Table 5 is best.</summary>
    public int Stage { get; set; }

    /// <summary>Cuts after the named part of the network, for example <c>"layer2"</c>.</summary>
    public string? After { get; set; }

    /// <summary>Cuts before the named part of the network, for example <c>"layer3"</c>.</summary>
    public string? Before { get; set; }

    /// <summary>Centers of each class, K in Eq. 1; at least 1. Default 15 (section 4).</summary>
    public int Centers { get; set; } = 15;

    /// <summary>The frequent-class ratio alpha in (0, 1): the round-down of alpha times the number of classes with most training samples are frequent. Default 0.2 (section 4, long-tailed); the paper has 0.5 for step imbalance.</summary>
    public double FrequentRatio { get; set; } = 0.2;

    /// <summary>The transfer strength beta in (0, 1] (section 3). Default 1.0 (section 4, long-tailed); the paper has 0.01 for step imbalance.</summary>
    public double TransferStrength { get; set; } = 1.0;

    /// <summary>Weight lambda1 of the CESC loss in Eq. 7; not negative. Default 0.1.</summary>
    public double CescWeight { get; set; } = 0.1;

    /// <summary>Weight lambda2 of the MV loss in Eq. 7; not negative. Default 0.01.</summary>
    public double MvWeight { get; set; } = 0.01;

    /// <summary>Channels of the two convolutions of the contrastive module (Eq. 2); at least 1. Default 256.</summary>
    public int ContrastiveChannels { get; set; } = 256;

    /// <summary>Whether the paper's equations or the authors' released code is followed where the two differ. Default <see cref="Form.Paper"/>.</summary>
    public Form Form { get; set; } = Form.Paper;

    /// <summary>The terms of the MV loss (Eq. 6) that are used; leaving one out is a row of Table 3. Default all.</summary>
    public MvTerms MvTerms { get; set; } = MvTerms.All;

    /// <summary>How a frequent sample's displacement is carried over: through the learned transformation, or directly (Table 3). Default <see cref="Displacement.Transformed"/>.</summary>
    public Displacement Displacement { get; set; } = Displacement.Transformed;

    /// <summary>What a displacement is added to: rare samples, or centers of rare classes (Table 3). Default <see cref="AddTo.RareSamples"/>.</summary>
    public AddTo AddTo { get; set; } = AddTo.RareSamples;
}
