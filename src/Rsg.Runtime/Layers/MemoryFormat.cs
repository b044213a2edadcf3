using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// torch's memory formats of a tensor (N, C, H, W): contiguous, as its dimensions say, or channels last, with the channels of a position side by side. TorchSharp
/// has no names for them, but strides say which it is.
/// </summary>
/// <remarks>Convolutions, sums and products keep the format that they are given; what selects or flattens has to be told.</remarks>
internal static class MemoryFormat
{
    /// <summary>Whether a tensor of any number of dimensions is channels last; of one channel, or of one position, that is also true of a contiguous one.</summary>
    public static bool IsChannelsLast(Tensor values) => values.dim() == 4 && Permuted(values).is_contiguous();

    /// <summary>Whether a tensor (N, C, H, W) has the very strides of channels last, by which torch tells the two formats apart where they are the same in memory.</summary>
    public static bool HasChannelsLastStrides(Tensor values)
    {
        long[] size = values.shape;
        return values.stride().AsSpan().SequenceEqual([size[1] * size[2] * size[3], 1, size[1] * size[3], size[1]]);
    }

    /// <summary>The same values, (N, C, H, W), channels last.</summary>
    public static Tensor ToChannelsLast(Tensor values) => Permuted(values).contiguous().permute(0, 3, 1, 2);

    /// <summary>Maps of some samples, (U, C, H, W), in the format of the maps.</summary>
    /// <param name="maps">(N, C, H, W).</param>
    /// <param name="index">(U) int64.</param>
    public static Tensor IndexSelect(Tensor maps, Tensor index)
    {
        var channelsLast = Permuted(maps);
        return channelsLast.is_contiguous() ? channelsLast.index_select(0, index).permute(0, 3, 1, 2) : maps.index_select(0, index);
    }

    /// <summary>One row a sample, (N, C H W) or (N, H W C), as they lie in memory, so that nothing is copied.</summary>
    /// <param name="maps">(N, C, H, W).</param>
    /// <param name="isChannelsLast">Whether the channels of a position are side by side in a row.</param>
    public static Tensor Flatten(Tensor maps, out bool isChannelsLast)
    {
        var channelsLast = Permuted(maps);
        isChannelsLast = channelsLast.is_contiguous();
        return (isChannelsLast ? channelsLast : maps).flatten(1);
    }

    /// <summary>(N, H, W, C), nothing copied.</summary>
    private static Tensor Permuted(Tensor values) => values.permute(0, 2, 3, 1);
}
