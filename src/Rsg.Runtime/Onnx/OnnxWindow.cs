namespace Rsg.Onnx;

/// <summary>A window that moves over maps, along one of their sides.</summary>
/// <param name="Size">The side of the maps.</param>
/// <param name="Kernel">The window's points.</param>
/// <param name="Stride">How far it moves at a time.</param>
/// <param name="Padding">What torch adds on each side.</param>
/// <param name="Dilation">The distance between two of its points.</param>
/// <param name="CeilMode">Whether one more window reads what the stride leaves over at the end.</param>
internal readonly record struct OnnxWindow(long Size, long Kernel, long Stride, long Padding, long Dilation, bool CeilMode)
{
    private long Reach => (Dilation * (Kernel - 1)) + 1;

    /// <summary>How many places the window has.</summary>
    public long Places
    {
        get
        {
            var free = Size + (2 * Padding) - Reach;
            var steps = (free + (CeilMode ? Stride - 1 : 0)) / Stride;

            // Torch has no window that begins behind the maps and the padding before them.
            return CeilMode && steps * Stride >= Size + Padding ? steps : steps + 1;
        }
    }

    /// <summary>
    /// What the last window needs behind the maps: the padding, or more with <see cref="CeilMode"/>. Said as a padding, it spares runtimes a rounding mode that
    /// not all of them have read in the same way.
    /// </summary>
    public long PaddingBehind => Math.Max(Padding, ((Places - 1) * Stride) + Reach - Size - Padding);
}
