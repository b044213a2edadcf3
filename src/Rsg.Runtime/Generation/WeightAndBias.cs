using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The parameters of a convolution or linear layer, under PyTorch's names. The computation is done by the functions that read them.</summary>
internal sealed class WeightAndBias : nn.Module
{
    public WeightAndBias(Tensor weight, Tensor? bias)
        : base(nameof(WeightAndBias))
    {
        register_parameter("weight", OwnedParameter.Of(weight));
        if (bias is not null)
        {
            register_parameter("bias", OwnedParameter.Of(bias));
        }
    }

    // Read anew each time: .to() replaces parameters. Another name than the parameter's, so that .to() does not look for a setter.
    public Tensor Weights => get_parameter("weight")!;

    public Tensor? Offsets => get_parameter("bias");
}
