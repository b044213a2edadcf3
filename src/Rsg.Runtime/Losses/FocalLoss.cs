using Rsg.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Focal loss (Lin et al., ICCV 2017) as the released code has it: the mean of (1 - p)^gamma l, where l is the sample's
/// weighted cross-entropy and p = exp(-l). Without class weights p is the probability of the label; with them it is not,
/// and the mean is not divided by the weights.
/// </summary>
public sealed class FocalLoss : IClassificationLoss
{
    private readonly double gamma;

    /// <summary>Creates the loss.</summary>
    /// <param name="gamma">The focusing parameter; at least 0, which makes it the plain mean of the cross-entropies. Default 1, as in the released code.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is negative, infinite or not a number.</exception>
    public FocalLoss(double gamma = 1) => this.gamma = LossNumber.NotNegative(gamma);

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        LossInput.Require(logits, labels, classWeights);
        using var scope = NewDisposeScope();
        var losses = nn.functional.cross_entropy(logits, labels, weight: classWeights, reduction: nn.Reduction.None);

        // A power below 1 has an infinite slope at 1 - p = 0. The loss has none: l is 0 there as well, and outweighs it. So the power is
        // taken of no less than the smallest normal number, below which nothing can be told apart.
        using Scalar smallest = finfo(losses.dtype).tiny;
        var wrong = (-(-losses).expm1()).clamp(min: smallest);
        return (wrong.ToPower(gamma) * losses).mean().MoveToOuterDisposeScope();
    }
}
