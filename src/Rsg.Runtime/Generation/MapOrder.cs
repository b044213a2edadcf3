using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>In which order feature maps (N, C, H, W) lie in memory: as their dimensions say, or with the channels of a position side by side (channels last).</summary>
/// <remarks>Convolutions, sums and products keep the order that they are given; what gathers or flattens has to be told.</remarks>
internal static class MapOrder
{
    /// <summary>Maps of some samples, (U, C, H, W), in the order that the maps lie in.</summary>
    /// <param name="maps">(N, C, H, W).</param>
    /// <param name="index">(U) int64.</param>
    public static Tensor Gather(Tensor maps, Tensor index)
    {
        var channelsLast = maps.permute(0, 2, 3, 1);
        return channelsLast.is_contiguous() ? channelsLast.index_select(0, index).permute(0, 3, 1, 2) : maps.index_select(0, index);
    }

    /// <summary>One row a sample, (N, C H W) or (N, H W C), as they lie in memory, so that nothing is copied.</summary>
    /// <param name="maps">(N, C, H, W).</param>
    /// <param name="isChannelsLast">Whether the channels of a position are side by side in a row.</param>
    public static Tensor Flatten(Tensor maps, out bool isChannelsLast)
    {
        var channelsLast = maps.permute(0, 2, 3, 1);
        isChannelsLast = channelsLast.is_contiguous();
        return (isChannelsLast ? channelsLast : maps).flatten(1);
    }
}
