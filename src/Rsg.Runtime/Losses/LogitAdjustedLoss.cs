using Rsg.Balancing;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Logit-adjusted cross-entropy (Menon et al., ICLR 2021, Eq. 10): cross-entropy of z_c + tau log pi_c, where pi_c is the share of class c
/// in the training set. With tau 1 it is the balanced softmax. Evaluation uses the logits as they are.
/// </summary>
public sealed class LogitAdjustedLoss : IClassificationLoss, IDisposable
{
    private readonly PerClassTensor adjustments;

    /// <summary>Creates the loss.</summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="tau">Factor on the logarithm of the shares; at least 0, which makes it plain cross-entropy. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is negative, infinite or not a number.</exception>
    public LogitAdjustedLoss(ClassCounts counts, double tau = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        LossNumber.NotNegative(tau);
        double total = counts.Sum(count => (double)count);
        adjustments = new PerClassTensor(counts.Select(count => tau * Math.Log(count / total)));
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null) => OffsetSoftmax.Compute(logits, labels, adjustments, classWeights);

    /// <summary>Releases the adjustments' native memory.</summary>
    public void Dispose() => adjustments.Dispose();
}
