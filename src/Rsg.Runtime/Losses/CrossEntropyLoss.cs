using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>Softmax cross-entropy. With class weights, the weighted sum over the samples is divided by the sum of the weights picked.</summary>
public sealed class CrossEntropyLoss : IClassificationLoss
{
    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        LossInput.Require(logits, labels, classWeights);
        return nn.functional.cross_entropy(logits, labels, weight: classWeights);
    }
}
