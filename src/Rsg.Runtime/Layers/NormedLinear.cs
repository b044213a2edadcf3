using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// A classifier that returns cosines: normalised features times normalised weight columns, without bias. The scale belongs to
/// the loss (LDAM, AM-Softmax).
/// </summary>
/// <remarks>State: <c>weight</c> (in, out), which is PyTorch's Linear transposed.</remarks>
public sealed class NormedLinear : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the layer; the weight starts uniform in (-1, 1) with its columns scaled to length 1, as the released code has it.</summary>
    /// <param name="inFeatures">Size of a feature vector; at least 1.</param>
    /// <param name="outFeatures">Number of classes; at least 1.</param>
    public NormedLinear(int inFeatures, int outFeatures)
        : base(nameof(NormedLinear))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        using var scope = NewDisposeScope();
        var start = rand(inFeatures, outFeatures) * 2 - 1;
        register_parameter("weight", OwnedParameter.Of(nn.functional.normalize(start, dim: 0)));
    }

    /// <summary>Cosines (B, out) of features (B, in).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var weight = nn.functional.normalize(get_parameter("weight")!, dim: 0);
        return nn.functional.normalize(input, dim: 1).matmul(weight).MoveToOuterDisposeScope();
    }
}
