using System.Buffers;

namespace Rsg.Data;

/// <summary>Scales a part of an image, first along its rows and then along its columns, and computes only what is wanted of the result.</summary>
internal static class Scaling
{
    /// <summary>Scales.</summary>
    /// <param name="image">The image, of which at least the pixels that count are held.</param>
    /// <param name="source">The part of it that is scaled; nothing outside of it shines in.</param>
    /// <param name="height">How high that part gets.</param>
    /// <param name="width">How wide it gets.</param>
    /// <param name="wanted">The part of the scaled one that is computed.</param>
    /// <param name="destination">Where it goes, channel by channel.</param>
    public static void Scale(ImagePixels image, PixelArea source, int height, int width, PixelArea wanted, Span<byte> destination)
    {
        var across = new TriangleFilter(source.Left - image.Held.Left, source.Width, width, wanted.Left, wanted.Width);
        var down = new TriangleFilter(source.Top, source.Height, height, wanted.Top, wanted.Height);
        (int first, int end) = TriangleFilter.Reach(source.Height, height, wanted.Top, wanted.Height);
        int firstRow = source.Top + first;
        int rows = end - first;

        int between = rows * wanted.Width;
        byte[] rented = ArrayPool<byte>.Shared.Rent(image.Channels * between);
        Span<byte> narrowed = rented.AsSpan(0, image.Channels * between);
        for (int row = 0; row < rows; row++)
        {
            Span<byte> target = narrowed[(row * wanted.Width)..];
            if (image.IsPixelByPixel)
            {
                across.ScalePixels(image.Row(firstRow + row), target[..wanted.Width], target.Slice(between, wanted.Width), target.Slice(2 * between, wanted.Width));
                continue;
            }

            for (int channel = 0; channel < image.Channels; channel++)
            {
                across.ScaleRow(image.Row(channel, firstRow + row), target.Slice(channel * between, wanted.Width));
            }
        }

        for (int channel = 0; channel < image.Channels; channel++)
        {
            ReadOnlySpan<byte> lines = narrowed.Slice(channel * between, between);
            Span<byte> plane = destination.Slice(channel * wanted.Height * wanted.Width, wanted.Height * wanted.Width);
            for (int row = 0; row < wanted.Height; row++)
            {
                down.CombineRows(lines, firstRow, row, plane.Slice(row * wanted.Width, wanted.Width));
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
    }
}
