namespace Rsg.Data;

/// <summary>The bytes of a decoded file, in a buffer that goes back to where it was lent from.</summary>
internal sealed class DecodedImage : IDisposable
{
    private readonly byte[] buffer;
    private readonly int height;
    private readonly int width;
    private bool isLuma;

    public DecodedImage(int height, int width)
    {
        this.height = height;
        this.width = width;
        buffer = LargeBuffer.Rent(ImagePixels.BytesPerPixel * height * width);
    }

    /// <summary>Where a decoder puts the pixels: red, green, blue, and one byte that means nothing.</summary>
    public Span<byte> Pixels => buffer.AsSpan(0, ImagePixels.BytesPerPixel * height * width);

    /// <summary>The image.</summary>
    public ImagePixels Image => isLuma ? new(buffer.AsSpan(0, height * width), 1, height, width) : ImagePixels.OfColors(Pixels, height, width);

    /// <summary>Makes it an image of one channel, its grey values.</summary>
    public void ToLuma()
    {
        Span<byte> pixels = Pixels;
        for (int i = 0; i < height * width; i++)
        {
            // A grey value is written no further than its own pixel, which is not read again.
            Span<byte> pixel = pixels.Slice(i * ImagePixels.BytesPerPixel, ImagePixels.BytesPerPixel);
            pixels[i] = Luma.Of(pixel[0], pixel[1], pixel[2]);
        }

        isLuma = true;
    }

    public void Dispose() => LargeBuffer.Return(buffer);
}
