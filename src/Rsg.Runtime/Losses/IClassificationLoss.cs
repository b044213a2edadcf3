using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>A classification loss, L_cls of Eq. 7. A loss that holds tensors is disposable, and follows the logits' dtype and device.</summary>
public interface IClassificationLoss
{
    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="logits">(B, C), floating-point; cosines where the loss says so.</param>
    /// <param name="labels">(B) int64, each in [0, C), on the logits' device.</param>
    /// <param name="classWeights">(C), of the logits' dtype and device; left out, every class weighs 1. Except where a loss says otherwise, the weighted sum over the samples is divided by the sum of the weights picked.</param>
    /// <exception cref="ArgumentException">A shape, a dtype, a device or the number of classes is another one, or a label on the CPU is out of range (on another device torch itself says so).</exception>
    Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null);
}
