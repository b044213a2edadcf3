using Rsg.Balancing;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Class-balanced focal loss (Cui et al., CVPR 2019): each class is a yes-or-no question of its own. A sample's loss is the sum over the
/// classes of (1 - p_t)^gamma times the binary cross-entropy -log p_t, where p_t is sigmoid(z) at the label and 1 - sigmoid(z) elsewhere,
/// times its label's effective-number weight; a batch's is the sum over the samples divided by their number.
/// </summary>
/// <remarks>
/// The effective-number weights are scaled to sum to the number of classes (<see cref="EffectiveNumber"/>). Class weights given in
/// addition are factors on top of them. Not the same as <see cref="FocalLoss"/> with weights, which has one softmax for all classes.
/// </remarks>
public sealed class ClassBalancedFocalLoss : IClassificationLoss, IDisposable
{
    private readonly PerClassTensor weights;
    private readonly double gamma;

    /// <summary>Creates the loss.</summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="beta">Of the effective number of samples; in [0, 1). With 0 every class weighs 1. Default 0.9999.</param>
    /// <param name="gamma">The focusing parameter; at least 0. Default 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, infinite or not a number.</exception>
    public ClassBalancedFocalLoss(ClassCounts counts, double beta = 0.9999, double gamma = 2)
    {
        weights = new PerClassTensor(EffectiveNumber.Weights(counts, beta));
        this.gamma = LossNumber.NotNegative(gamma);
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        LossInput.Require(logits, labels, classWeights, weights.Values.Count);
        using var scope = NewDisposeScope();
        var towardsLabel = logits * LossInput.AtLabels(labels, logits).Times(2).Plus(-1); // p_t = sigmoid of this

        // Both factors as logarithms: neither they nor their slopes leave the range of a float, however large a logit.
        var focus = nn.functional.logsigmoid(-towardsLabel).Times(gamma).exp();
        var entropies = -nn.functional.logsigmoid(towardsLabel);
        var ofSamples = weights.Like(logits)[labels];
        if (classWeights is not null)
        {
            ofSamples = ofSamples * classWeights[labels];
        }

        return ((focus * entropies).sum(1) * ofSamples).mean().MoveToOuterDisposeScope();
    }

    /// <summary>Releases the weights' native memory.</summary>
    public void Dispose() => weights.Dispose();
}
