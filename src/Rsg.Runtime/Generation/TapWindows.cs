using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>
/// Which positions of a map each tap of a 3x3 convolution (stride 1, zero padding 1) sees while its output goes over the whole map:
/// all rows but the last for tap row 0, all for 1, all but the first for 2, and columns likewise.
/// </summary>
/// <remarks>With H = 1 the taps of rows 0 and 2 see nothing, which is right: they see padding only.</remarks>
internal sealed class TapWindows : IDisposable
{
    private Tensor? windows;
    private (long Height, long Width) size;

    /// <summary>1 where a tap sees a position, otherwise 0: (9, H W). Made once for a size; it stays this object's.</summary>
    /// <param name="maps">(N, C, H, W); the result is of its dtype and device.</param>
    public Tensor Of(Tensor maps)
    {
        var wanted = (maps.shape[2], maps.shape[3]);
        if (windows is null || size != wanted || windows.dtype != maps.dtype || windows.device.ToString() != maps.device.ToString())
        {
            // What is made in inference mode could not be used by a training step afterwards.
            using var asUsual = inference_mode(false);
            windows?.Dispose();
            size = wanted;
            windows = tensor(Values(size.Height, size.Width), [9, size.Height * size.Width], maps.dtype, maps.device).DetachFromDisposeScope();
        }

        return windows;
    }

    /// <summary>Frees the windows; they are made again where they are asked for again.</summary>
    public void Dispose()
    {
        windows?.Dispose();
        windows = null;
    }

    private static double[] Values(long height, long width)
    {
        var values = new List<double>();
        for (var tap = 0; tap < 9; tap++)
        {
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    values.Add(Sees(tap / 3, row, height) && Sees(tap % 3, column, width) ? 1 : 0);
                }
            }
        }

        return [.. values];
    }

    private static bool Sees(int tap, long position, long length) => tap switch { 0 => position < length - 1, 1 => true, _ => position > 0 };
}
