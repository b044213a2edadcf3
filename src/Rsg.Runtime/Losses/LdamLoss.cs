using System.Globalization;
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
    private readonly double[] margins;
    private readonly double scale;
    private Tensor? marginTensor;

    /// <summary>Creates the loss.</summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="maxMargin">Margin of the smallest class; positive. Default 0.5 (CIFAR).</param>
    /// <param name="scale">Factor on cosines before the softmax; positive. Default 30.</param>
    public LdamLoss(ClassCounts counts, double maxMargin = 0.5, double scale = 30)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMargin);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var largest = 1 / Math.Pow(counts.Minimum, 0.25);
        margins = [.. counts.Select(count => maxMargin / Math.Pow(count, 0.25) / largest)];
        this.scale = scale;
    }

    /// <summary>The margin of every class, in label order.</summary>
    public IReadOnlyList<double> Margins => margins;

    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="logits">Cosines (B, C).</param>
    /// <param name="labels">(B) int64, each in [0, C).</param>
    /// <param name="classWeights">(C); the weighted sum is divided by the sum of the weights picked. Left out, every class weighs 1.</param>
    /// <exception cref="ArgumentException">The logits have another number of classes than the counts.</exception>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.dim() != 2 || logits.shape[1] != margins.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The loss was made for {margins.Length} classes, so cosines of shape [B, {margins.Length}]; these have shape [{string.Join(", ", logits.shape)}]."),
                nameof(logits));
        }

        return MarginSoftmax.Compute(logits, labels, MarginsLike(logits), scale, classWeights);
    }

    /// <summary>Releases the margins' native memory.</summary>
    public void Dispose() => marginTensor?.Dispose();

    private Tensor MarginsLike(Tensor logits)
    {
        if (marginTensor is null || marginTensor.dtype != logits.dtype || marginTensor.device.ToString() != logits.device.ToString())
        {
            marginTensor?.Dispose();
            marginTensor = tensor(margins, dtype: logits.dtype, device: logits.device).DetachFromDisposeScope();
        }

        return marginTensor;
    }
}
