using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>A batch behind the generator, with the two losses that it adds. All tensors belong to the caller's dispose scope.</summary>
/// <param name="Features">(B + generated, D, H, W): the given feature maps, and after them the new samples of Eq. 4.</param>
/// <param name="Labels">(B + generated) int64: the given labels, and after them those of the new samples.</param>
/// <param name="Cesc">The CESC loss (Eq. 5), a scalar.</param>
/// <param name="Mv">The MV loss (Eq. 6), a scalar; 0 where nothing was generated.</param>
/// <param name="GeneratedCount">How many samples were generated, s_new.</param>
public sealed record AugmentedBatch(Tensor Features, Tensor Labels, Tensor Cesc, Tensor Mv, int GeneratedCount)
{
    /// <summary>First term of Eq. 5: the weighted squared distance to the centers, a scalar.</summary>
    public required Tensor CenterTerm { get; init; }

    /// <summary>Second term of Eq. 5: the contrastive cross-entropy, a scalar; 0 where there is no pair or the form leaves it out.</summary>
    public required Tensor ContrastTerm { get; init; }

    /// <summary>First term of Eq. 6 (direction), a scalar; 0 where it is not used.</summary>
    public required Tensor MvDirection { get; init; }

    /// <summary>Second term of Eq. 6 (length), a scalar; 0 where it is not used.</summary>
    public required Tensor MvLength { get; init; }

    /// <summary>Third term of Eq. 6 ("not the same class"), a scalar; 0 where it is not used.</summary>
    public required Tensor MvContrast { get; init; }

    /// <summary>Which frequent and which rare sample of the batch made each new one.</summary>
    public required NewSamples Picks { get; init; }
}
