namespace Rsg.Data;

/// <summary>
/// The bytes of one image, or of the part of it that is held, row by row: either channel by channel, C x H x W of them, or pixel by pixel as a
/// decoder gives them.
/// </summary>
internal readonly ref struct ImagePixels
{
    /// <summary>Bytes of a pixel of an image that lies pixel by pixel: red, green, blue, and one that means nothing.</summary>
    public const int BytesPerPixel = 4;

    private readonly ReadOnlySpan<byte> bytes;

    /// <summary>An image that lies channel by channel, and all of it.</summary>
    public ImagePixels(ReadOnlySpan<byte> bytes, int channels, int height, int width)
        : this(bytes, channels, height, width, new PixelArea(0, 0, height, width), isPixelByPixel: false)
    {
    }

    private ImagePixels(ReadOnlySpan<byte> bytes, int channels, int height, int width, PixelArea held, bool isPixelByPixel)
    {
        this.bytes = bytes;
        Channels = channels;
        Height = height;
        Width = width;
        Held = held;
        IsPixelByPixel = isPixelByPixel;
    }

    /// <summary>Whether the image lies pixel by pixel.</summary>
    public bool IsPixelByPixel { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The part of it whose bytes are there.</summary>
    public PixelArea Held { get; }

    /// <summary>The whole of it.</summary>
    public PixelArea Area => new(0, 0, Height, Width);

    /// <summary>A part of an image of three channels that lies pixel by pixel, <see cref="BytesPerPixel"/> bytes for each pixel that is held.</summary>
    public static ImagePixels OfColors(ReadOnlySpan<byte> pixels, int height, int width, PixelArea held) =>
        new(pixels, Luma.Channels, height, width, held, isPixelByPixel: true);

    /// <summary>A part of an image of one channel.</summary>
    public static ImagePixels OfLuma(ReadOnlySpan<byte> values, int height, int width, PixelArea held) =>
        new(values, 1, height, width, held, isPixelByPixel: false);

    /// <summary>What is held of one row of one channel, of an image that lies channel by channel.</summary>
    public ReadOnlySpan<byte> Row(int channel, int row) => bytes.Slice(((channel * Held.Height) + row - Held.Top) * Held.Width, Held.Width);

    /// <summary>What is held of one row of all channels, of an image that lies pixel by pixel.</summary>
    public ReadOnlySpan<byte> Row(int row) => bytes.Slice((row - Held.Top) * Held.Width * BytesPerPixel, Held.Width * BytesPerPixel);

    /// <summary>Copies the image, all of which is held, channel by channel.</summary>
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
