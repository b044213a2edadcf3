using Rsg.Balancing;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Label-distribution-aware margin loss (Cao et al., NeurIPS 2019): rare classes get a larger margin,
/// m_c = maxMargin * n_c^(-1/4) / max_c n_c^(-1/4), subtracted from the label's cosine before the scaled cross-entropy.
/// </summary>
/// <remarks>The logits are cosines (<see cref="Layers.NormedLinear"/>); the scale is applied here.</remarks>
public sealed class LdamLoss : IClassificationLoss, IDisposable
{
    private readonly PerClassTensor margins;
    private readonly double scale;

    /// <summary>Creates the loss.</summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="maxMargin">Margin of the smallest class; positive. Default 0.5 (CIFAR).</param>
    /// <param name="scale">Factor on cosines before the softmax; positive. Default 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, infinite or not a number.</exception>
    public LdamLoss(ClassCounts counts, double maxMargin = 0.5, double scale = 30)
    {
        ArgumentNullException.ThrowIfNull(counts);
        LossNumber.Positive(maxMargin);
        this.scale = LossNumber.Positive(scale);
        var largest = 1 / Math.Pow(counts.Minimum, 0.25);
        margins = new PerClassTensor(counts.Select(count => maxMargin / Math.Pow(count, 0.25) / largest));
    }

    /// <summary>The margin of every class, in label order.</summary>
    public IReadOnlyList<double> Margins => margins.Values;

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        LossInput.Require(logits, labels, classWeights, margins.Values.Count);
        return MarginSoftmax.Compute(logits, labels, atLabels => atLabels * margins.Like(logits), scale, classWeights);
    }

    /// <summary>Releases the margins' native memory.</summary>
    public void Dispose() => margins.Dispose();
}
