namespace Rsg.Onnx;

/// <summary>One of the windows of an adaptive pooling, along one side of the maps.</summary>
/// <param name="Begin">The first index that it reads.</param>
/// <param name="Length">How many it reads.</param>
internal readonly record struct AdaptiveWindow(long Begin, long Length)
{
    /// <summary>Torch's windows: from the round-down of i size / count to the round-up of (i + 1) size / count. They overlap where the count does not divide the size.</summary>
    public static AdaptiveWindow[] Of(long size, long count)
    {
        var windows = new AdaptiveWindow[count];
        for (long i = 0; i < count; i++)
        {
            var begin = i * size / count;
            windows[i] = new AdaptiveWindow(begin, (((i + 1) * size) + count - 1) / count - begin);
        }

        return windows;
    }
}
