namespace Rsg.Generation;

/// <summary>What can be chosen about the rare-class sample generator. Defaults are the paper's (section 4, long-tailed).</summary>
public sealed record RareSampleGeneratorOptions
{
    /// <summary>Centers of each class, K in Eq. 1; at least 1.</summary>
    public int Centers { get; init; } = 15;

    /// <summary>The transfer strength beta in (0, 1].</summary>
    public double TransferStrength { get; init; } = 1;

    /// <summary>Channels of the two convolutions of the contrastive module (Eq. 2); at least 1.</summary>
    public int ContrastiveChannels { get; init; } = 256;

    /// <summary>Whether the paper's equations or the authors' released code is followed where the two differ.</summary>
    public Form Form { get; init; } = Form.Paper;

    /// <summary>The terms of the MV loss (Eq. 6) that are used.</summary>
    public MvTerms MvTerms { get; init; } = MvTerms.All;

    /// <summary>Whether a displacement goes through the transformation T, or is added directly (Table 3).</summary>
    public Displacement Displacement { get; init; } = Displacement.Transformed;

    /// <summary>Whether displacements are added to rare samples, or to centers of rare classes (Table 3).</summary>
    public AddTo AddTo { get; init; } = AddTo.RareSamples;

    /// <summary>The other reading of "two convolutional layers interleaved with a ReLU": a second ReLU after the second one.</summary>
    internal bool FinalRelu { get; init; }

    /// <summary>The paper calls T linear; a convolution usually has a bias, and so has the released one.</summary>
    internal bool TransformationBias { get; init; } = true;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Centers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ContrastiveChannels, 1);
        if (!(TransferStrength > 0 && TransferStrength <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TransferStrength), TransferStrength, "The transfer strength must lie in (0, 1].");
        }

        if ((MvTerms & ~MvTerms.All) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(MvTerms), MvTerms, "MvTerms must combine Direction, Length and Contrast only.");
        }

        if (!Enum.IsDefined(Form) || !Enum.IsDefined(Displacement) || !Enum.IsDefined(AddTo))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Form), $"Form {Form}, Displacement {Displacement} and AddTo {AddTo} must be members of their enumerations.");
        }
    }
}
