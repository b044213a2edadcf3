using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>Cross-entropy of logits to which each class's own number is added: what a long-tailed prior does to them.</summary>
internal static class OffsetSoftmax
{
    public static Tensor Compute(Tensor logits, Tensor labels, PerClassTensor offsets, Tensor? classWeights)
    {
        LossInput.Require(logits, labels, classWeights, offsets.Values.Count);
        using var scope = NewDisposeScope();
        return nn.functional.cross_entropy(logits.Plus(offsets.Like(logits)), labels, weight: classWeights).MoveToOuterDisposeScope();
    }
}
