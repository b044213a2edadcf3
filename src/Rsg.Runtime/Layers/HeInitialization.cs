using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>Start values after He et al. (ICCV 2015), as the released code of image networks draws them.</summary>
public static class HeInitialization
{
    /// <summary>
    /// Draws the weight of every two-dimensional convolution from N(0, sqrt(2 / fan)), and of every linear layer as told.
    /// Group normalisation becomes 1 and 0, which TorchSharp forgets; batch normalisation, which is made so, and
    /// <see cref="NormedLinear"/> keep theirs. Uses the global random state (<c>torch.manual_seed</c>).
    /// </summary>
    /// <param name="module">The network, or a part of it.</param>
    /// <param name="fan">What a convolution counts.</param>
    /// <param name="linear">From what the weights of linear layers are drawn.</param>
    /// <param name="zeroBiases">Whether the biases of convolutions and linear layers become 0; otherwise they keep what they are.</param>
    public static void Apply(nn.Module module, Fan fan = Fan.In, LinearStart linear = LinearStart.HeNormal, bool zeroBiases = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var withoutGradient = no_grad();

        // TorchSharp's modules() leaves out the module itself.
        foreach (var layer in module.modules().Prepend(module))
        {
            switch (layer)
            {
                case Conv2d convolution:
                    DrawHeNormal(convolution.weight!, fan);
                    Clear(convolution.bias, zeroBiases);
                    break;
                case Linear { weight: var weight, bias: var bias }:
                    if (linear == LinearStart.HeNormal)
                    {
                        DrawHeNormal(weight!, Fan.In);
                    }
                    else
                    {
                        DrawUniform(weight!);
                    }

                    Clear(bias, zeroBiases);
                    break;
                case GroupNorm normalisation:
                    GroupNormStart.Set(normalisation);
                    break;
            }
        }
    }

    // The weight is (out, in of a group, kernel height, width), or (out, in).
    private static void DrawHeNormal(Tensor weight, Fan fan)
    {
        var shape = weight.shape;
        var counted = weight.numel() / (fan == Fan.In ? shape[0] : shape[1]);
        weight.normal_(0, Math.Sqrt(2.0 / counted));
    }

    private static void DrawUniform(Tensor weight)
    {
        var bound = 1 / Math.Sqrt(weight.shape[1]);
        weight.uniform_(-bound, bound);
    }

    private static void Clear(Tensor? bias, bool zeroBiases)
    {
        if (zeroBiases)
        {
            bias?.zero_();
        }
    }
}
