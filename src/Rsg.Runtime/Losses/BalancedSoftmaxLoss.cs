using Rsg.Balancing;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Balanced softmax (Ren et al., NeurIPS 2020): cross-entropy of z_c + log n_c, so that the softmax takes on the long tail of the
/// training set and the logits themselves need not. Evaluation uses the logits as they are.
/// </summary>
public sealed class BalancedSoftmaxLoss : IClassificationLoss, IDisposable
{
    private readonly PerClassTensor logCounts;

    /// <summary>Creates the loss.</summary>
    /// <param name="counts">Training samples per class, n_c.</param>
    public BalancedSoftmaxLoss(ClassCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        logCounts = new PerClassTensor(counts.Select(count => Math.Log(count)));
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null) => OffsetSoftmax.Compute(logits, labels, logCounts, classWeights);

    /// <summary>Releases the native memory of the counts.</summary>
    public void Dispose() => logCounts.Dispose();
}
