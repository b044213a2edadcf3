using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>A classification loss, L_cls of Eq. 7.</summary>
public interface IClassificationLoss
{
    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="logits">(B, C); cosines where the loss says so.</param>
    /// <param name="labels">(B) int64, each in [0, C).</param>
    /// <param name="classWeights">(C), of the logits' dtype and device; left out, every class weighs 1.</param>
    Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null);
}
