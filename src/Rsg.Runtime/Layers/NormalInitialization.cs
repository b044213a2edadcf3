using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>Start values of one spread for all layers, as torchvision's GoogLeNet draws them.</summary>
public static class NormalInitialization
{
    /// <summary>
    /// Draws the weights of all two-dimensional convolutions and linear layers from N(0, <paramref name="deviation"/>). Group
    /// normalisation becomes 1 and 0, which TorchSharp forgets; biases, batch normalisation and <see cref="NormedLinear"/> keep theirs.
    /// Uses the global random state (<c>torch.manual_seed</c>).
    /// </summary>
    /// <remarks>torchvision draws from a normal distribution cut off at -2 and 2. With its deviation of 0.01 that never happens.</remarks>
    /// <param name="module">The network, or a part of it.</param>
    /// <param name="deviation">Standard deviation; positive.</param>
    public static void Apply(nn.Module module, double deviation)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        using var withoutGradient = no_grad();

        // TorchSharp's modules() leaves out the module itself.
        foreach (var layer in module.modules().Prepend(module))
        {
            switch (layer)
            {
                case Conv2d convolution:
                    convolution.weight!.normal_(0, deviation);
                    break;
                case Linear linear:
                    linear.weight!.normal_(0, deviation);
                    break;
                case GroupNorm normalisation:
                    GroupNormStart.Set(normalisation);
                    break;
            }
        }
    }
}
