namespace Rsg.Data;

/// <summary>The bytes of a decoded file, or of a part of its image, in a buffer that goes back to where it was lent from.</summary>
internal sealed class DecodedImage : IDisposable
{
    private readonly byte[] buffer;
    private readonly int height;
    private readonly int width;
    private readonly PixelArea held;
    private bool isLuma;

    /// <summary>Lends room for the pixels.</summary>
    /// <param name="height">Height of the whole image.</param>
    /// <param name="width">Width of the whole image.</param>
    /// <param name="held">The part of it that there is to be room for.</param>
    public DecodedImage(int height, int width, PixelArea held)
    {
        this.height = height;
        this.width = width;
        this.held = held;
        buffer = LargeBuffer.Rent(ImagePixels.BytesPerPixel * held.Height * held.Width);
    }

    /// <summary>Where a decoder puts the pixels: red, green, blue, and one byte that means nothing.</summary>
    public Span<byte> Pixels => buffer.AsSpan(0, ImagePixels.BytesPerPixel * held.Height * held.Width);

    /// <summary>The image.</summary>
    public ImagePixels Image => isLuma
        ? ImagePixels.OfLuma(buffer.AsSpan(0, held.Height * held.Width), height, width, held)
        : ImagePixels.OfColors(Pixels, height, width, held);

    /// <summary>Makes it an image of one channel, its grey values.</summary>
    public void ToLuma()
    {
        Span<byte> pixels = Pixels;
        for (int i = 0; i < held.Height * held.Width; i++)
        {
            // A grey value is written no further than its own pixel, which is not read again.
            Span<byte> pixel = pixels.Slice(i * ImagePixels.BytesPerPixel, ImagePixels.BytesPerPixel);
            pixels[i] = Luma.Of(pixel[0], pixel[1], pixel[2]);
        }

        isLuma = true;
    }

    public void Dispose() => LargeBuffer.Return(buffer);
}
