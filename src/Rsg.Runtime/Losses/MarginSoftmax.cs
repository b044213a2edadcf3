using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>
/// Cross-entropy of scale * (cosine - margin of the label at the label). The margins come as a function: of a tensor (B, C) with 1 at the
/// labels and 0 elsewhere, it makes one with the margins at the labels.
/// </summary>
internal static class MarginSoftmax
{
    public static Tensor Compute(Tensor cosines, Tensor labels, Func<Tensor, Tensor> margins, double scale, Tensor? classWeights)
    {
        using var scope = NewDisposeScope();
        var atLabels = LossInput.AtLabels(labels, cosines);
        return nn.functional.cross_entropy((cosines - margins(atLabels)).Times(scale), labels, weight: classWeights).MoveToOuterDisposeScope();
    }
}
