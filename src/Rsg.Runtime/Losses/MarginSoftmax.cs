using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>Cross-entropy of scale * (cosine - margin of the label at the label).</summary>
internal static class MarginSoftmax
{
    public static Tensor Compute(Tensor cosines, Tensor labels, Tensor margins, double scale, Tensor? classWeights)
    {
        using var scope = NewDisposeScope();
        var atLabel = nn.functional.one_hot(labels, cosines.shape[1]).to(cosines.dtype);
        return nn.functional.cross_entropy((cosines - atLabel * margins) * scale, labels, weight: classWeights).MoveToOuterDisposeScope();
    }
}
