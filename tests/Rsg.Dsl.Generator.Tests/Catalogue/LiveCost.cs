using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>Counts the multiplications with an addition that a live network really does, from the shapes that pass its modules.</summary>
internal static class LiveCost
{
    /// <summary>One image's cost, of a run over <paramref name="image"/>.</summary>
    public static long MultiplyAdds(nn.Module<Tensor, Tensor> network, Tensor image)
    {
        var total = 0L;
        foreach (var module in network.modules())
        {
            // Every weight of a convolution is used once for each place of its output.
            if (module is Conv2d convolution)
            {
                convolution.register_forward_hook((_, _, output) => Add(output, convolution.weight!.numel() * output.shape[2] * output.shape[3]));
            }
            else if (module is Linear or Layers.NormedLinear)
            {
                var classifier = (nn.Module<Tensor, Tensor>)module;
                classifier.register_forward_hook((_, input, output) => Add(output, input.shape[1] * output.shape[1]));
            }
        }

        network.call(image);
        return total;

        Tensor Add(Tensor output, long cost)
        {
            total += cost;
            return output;
        }
    }
}
