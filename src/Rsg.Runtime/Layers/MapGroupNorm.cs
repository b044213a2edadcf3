using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// Group normalisation of feature maps: TorchSharp's in names and numbers, but for its start values, which are set here, and for an input that needs no
/// gradient, which torch cannot differentiate around.
/// </summary>
/// <remarks>State: <c>weight</c> and <c>bias</c>, (C) each.</remarks>
public sealed class MapGroupNorm : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the layer; the weight starts at 1 and the bias at 0.</summary>
    /// <param name="groups">The number of groups; at least 1.</param>
    /// <param name="channels">The number of channels, C; a multiple of <paramref name="groups"/>.</param>
    /// <param name="eps">What is added to the variance; above 0.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public MapGroupNorm(int groups, int channels, double eps = 1e-5)
        : base(nameof(MapGroupNorm))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eps);
        if (channels % groups != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{groups} groups do not divide {channels} channels."), nameof(groups));
        }

        (Groups, Epsilon) = (groups, eps);
        register_parameter("weight", OwnedParameter.Of(ones(channels)));
        register_parameter("bias", OwnedParameter.Of(zeros(channels)));
    }

    /// <summary>The number of groups.</summary>
    internal int Groups { get; }

    /// <summary>What is added to the variance.</summary>
    internal double Epsilon { get; }

    /// <summary>Normalises (B, C, H, W), group by group of each sample.</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.requires_grad || !is_grad_enabled())
        {
            return Normalize(input);
        }

        // The images themselves, or maps of frozen layers. On the CPU the backward pass of libtorch 2.10 for maps that are channels last writes their gradient even
        // where none is asked for, to address 0. Rows of positions have no such order.
        using var scope = NewDisposeScope();
        return ChannelsLast.Of(Normalize(input.flatten(2)).view_as(input)).MoveToOuterDisposeScope();
    }

    private Tensor Normalize(Tensor input) => nn.functional.group_norm(input, Groups, get_parameter("weight"), get_parameter("bias"), Epsilon);
}
