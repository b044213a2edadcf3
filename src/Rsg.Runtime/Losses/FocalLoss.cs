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
    /// <param name="gamma">The focusing parameter: 0, or at least 1 (between them the gradient of a perfectly classified sample is not finite). Default 1, as in the released code.</param>
    public FocalLoss(double gamma = 1)
    {
        if (!(gamma == 0 || gamma >= 1) || double.IsInfinity(gamma))
        {
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "gamma must be 0 or at least 1.");
        }

        this.gamma = gamma;
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        using var scope = NewDisposeScope();
        var losses = nn.functional.cross_entropy(logits, labels, weight: classWeights, reduction: nn.Reduction.None);
        return ((1 - (-losses).exp()).pow(gamma) * losses).mean().MoveToOuterDisposeScope();
    }
}
