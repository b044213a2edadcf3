using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>Start values after He et al. (ICCV 2015), as the released CIFAR code draws them.</summary>
public static class HeInitialization
{
    /// <summary>
    /// Draws the weight of every two-dimensional convolution from N(0, sqrt(2 / fan_in)), fan_in = inputs of one output value,
    /// and of every linear layer from N(0, sqrt(2 / in)). Biases, normalisation layers and <see cref="NormedLinear"/> keep theirs.
    /// Uses the global random state (<c>torch.manual_seed</c>).
    /// </summary>
    /// <param name="module">The network, or a part of it.</param>
    public static void Apply(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (var layer in module.modules())
        {
            switch (layer)
            {
                case Conv2d convolution:
                    Draw(convolution.weight!);
                    break;
                case Linear linear:
                    Draw(linear.weight!);
                    break;
            }
        }
    }

    private static void Draw(Tensor weight)
    {
        long fanIn = 1;
        foreach (var size in weight.shape.AsSpan(1))
        {
            fanIn *= size;
        }

        using var withoutGradient = no_grad();
        weight.normal_(0, Math.Sqrt(2.0 / fanIn));
    }
}
