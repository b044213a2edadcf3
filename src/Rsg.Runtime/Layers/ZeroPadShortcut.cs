using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// The shortcut without parameters (option A of He et al., CVPR 2016): every stride-th row and column, and zero channels
/// before and after, half of the new ones each.
/// </summary>
public sealed class ZeroPadShortcut : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the shortcut.</summary>
    /// <param name="inChannels">Channels of the input; at least 1.</param>
    /// <param name="outChannels">Channels of the output; at least as many, and an even number more.</param>
    /// <param name="stride">At least 1.</param>
    /// <exception cref="ArgumentException">The new channels cannot be halved, or there would be fewer than before.</exception>
    public ZeroPadShortcut(int inChannels, int outChannels, int stride)
        : base(nameof(ZeroPadShortcut))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (outChannels < inChannels || (outChannels - inChannels) % 2 != 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A zero-padding shortcut adds as many channels before as after; from {inChannels} to {outChannels} channels it cannot."),
                nameof(outChannels));
        }

        Stride = stride;
        Padding = (outChannels - inChannels) / 2;
    }

    /// <summary>Of how many rows and columns one stays.</summary>
    internal int Stride { get; }

    /// <summary>How many zero channels are added before, and as many after.</summary>
    internal long Padding { get; }

    /// <summary>(B, in, H, W) to (B, out, ceil(H / stride), ceil(W / stride)). Where nothing changes, the input's values as they are, under another handle.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var kept = Stride == 1 ? input.alias() : input.slice(2, 0, input.shape[2], Stride).slice(3, 0, input.shape[3], Stride);
        return (Padding == 0 ? kept : nn.functional.pad(kept, [0, 0, 0, 0, Padding, Padding])).MoveToOuterDisposeScope();
    }
}
