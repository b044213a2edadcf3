namespace Rsg.Data;

/// <summary>The bytes of one image, row by row: either channel by channel, C x H x W of them, or pixel by pixel as a decoder gives them.</summary>
internal readonly ref struct ImagePixels
{
    /// <summary>Bytes of a pixel of an image that lies pixel by pixel: red, green, blue, and one that means nothing.</summary>
    public const int BytesPerPixel = 4;

    private readonly ReadOnlySpan<byte> bytes;

    /// <summary>An image that lies channel by channel.</summary>
    public ImagePixels(ReadOnlySpan<byte> bytes, int channels, int height, int width)
    {
        this.bytes = bytes;
        Channels = channels;
        Height = height;
        Width = width;
    }

    private ImagePixels(ReadOnlySpan<byte> pixels, int height, int width)
        : this(pixels, Luma.Channels, height, width) => IsPixelByPixel = true;

    /// <summary>Whether the image lies pixel by pixel.</summary>
    public bool IsPixelByPixel { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The whole of it.</summary>
    public PixelArea Area => new(0, 0, Height, Width);

    /// <summary>An image of three channels that lies pixel by pixel, <see cref="BytesPerPixel"/> x H x W bytes.</summary>
    public static ImagePixels OfColors(ReadOnlySpan<byte> pixels, int height, int width) => new(pixels, height, width);

    /// <summary>One row of one channel, of an image that lies channel by channel.</summary>
    public ReadOnlySpan<byte> Row(int channel, int row) => bytes.Slice(((channel * Height) + row) * Width, Width);

    /// <summary>One row of all channels, of an image that lies pixel by pixel.</summary>
    public ReadOnlySpan<byte> Row(int row) => bytes.Slice(row * Width * BytesPerPixel, Width * BytesPerPixel);

    /// <summary>Copies the image channel by channel.</summary>
    /// <param name="planes">Where it goes, C x H x W bytes.</param>
    public void CopyPlanes(Span<byte> planes)
    {
        if (!IsPixelByPixel)
        {
            bytes.CopyTo(planes);
            return;
        }

        int plane = Height * Width;
        ColorPlanes.TakeApart(bytes, planes[..plane], planes.Slice(plane, plane), planes.Slice(2 * plane, plane));
    }
}
