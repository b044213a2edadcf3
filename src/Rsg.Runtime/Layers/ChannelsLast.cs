using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// The order in memory that convolutions on the CPU are fastest with: the channels of a pixel side by side. Shapes stay (N, C, H, W), values stay the
/// same, and layers hand the order on from their input to their output, so it is enough to give it to the images.
/// </summary>
/// <remarks>Sums are added up in another order than with channels first, so the last digits of float32 results differ. On other devices than the CPU nothing is done: what it is worth there was not measured.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelsLast
{
    /// <summary>Whether anything is done, in the whole process: true, unless RSG_CHANNELS_LAST=off was set before.</summary>
    public static bool Enabled { get; internal set; } = !Switch.IsOff(Switch.ChannelsLast);

    /// <summary>The images, channels last.</summary>
    /// <param name="images">(N, C, H, W), on any device.</param>
    /// <returns>The tensor itself where nothing is to be done, or else a copy in the current dispose scope.</returns>
    public static Tensor Of(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!Enabled || images.device_type != DeviceType.CPU || images.dim() != 4 || MemoryFormat.HasChannelsLastStrides(images))
        {
            return images;
        }

        // A single channel lies the same either way; only what torch calls the distance between channels tells the two apart.
        long[] size = images.shape;
        return size[1] == 1 ? images.contiguous().as_strided(size, [size[2] * size[3], 1, size[3], 1]) : MemoryFormat.ToChannelsLast(images);
    }

    /// <summary>A weight, (M, C, H, W), channels last where <see cref="Of"/> does that to images: convolutions take the order from their weight as well as from their input.</summary>
    internal static Tensor OfWeight(Tensor weight) => Enabled && weight.device_type == DeviceType.CPU ? MemoryFormat.ToChannelsLast(weight) : weight;
}
