using System.Numerics;
using System.Runtime.InteropServices;

namespace Rsg.Data;

/// <summary>Takes pixels apart into their colours, as many at once as a vector holds.</summary>
internal static class ColorPlanes
{
    /// <summary>Takes apart.</summary>
    /// <param name="pixels">Pixels of <see cref="ImagePixels.BytesPerPixel"/> bytes; as many as each plane has bytes.</param>
    /// <param name="red">Where the reds go.</param>
    /// <param name="green">Where the greens go.</param>
    /// <param name="blue">Where the blues go.</param>
    public static void TakeApart(ReadOnlySpan<byte> pixels, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        int i = 0;
        for (; i <= red.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            ReadOnlySpan<byte> some = pixels[(i * ImagePixels.BytesPerPixel)..];
            ByteOf(some, 0).CopyTo(red[i..]);
            ByteOf(some, 8).CopyTo(green[i..]);
            ByteOf(some, 16).CopyTo(blue[i..]);
        }

        for (; i < red.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(i * ImagePixels.BytesPerPixel, ImagePixels.BytesPerPixel);
            (red[i], green[i], blue[i]) = (pixel[0], pixel[1], pixel[2]);
        }
    }

    /// <summary>One byte of each of the next pixels, as many as a vector holds.</summary>
    private static Vector<byte> ByteOf(ReadOnlySpan<byte> pixels, int shift)
    {
        ReadOnlySpan<Vector<uint>> four = MemoryMarshal.Cast<byte, Vector<uint>>(pixels)[..4];
        return Vector.Narrow(
            Vector.Narrow(Shifted(four[0], shift), Shifted(four[1], shift)), Vector.Narrow(Shifted(four[2], shift), Shifted(four[3], shift)));
    }

    private static Vector<uint> Shifted(Vector<uint> pixels, int shift) => Vector.ShiftRightLogical(pixels, shift) & new Vector<uint>(byte.MaxValue);
}
