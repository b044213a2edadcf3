namespace Rsg.Data;

/// <summary>The bytes of one image, channel by channel and row by row: C x H x W of them.</summary>
internal readonly ref struct PlanarImage
{
    public PlanarImage(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        Pixels = pixels;
        Channels = channels;
        Height = height;
        Width = width;
    }

    public ReadOnlySpan<byte> Pixels { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The whole of it.</summary>
    public PixelArea Area => new(0, 0, Height, Width);

    /// <summary>One row of one channel.</summary>
    public ReadOnlySpan<byte> Row(int channel, int row) => Pixels.Slice(((channel * Height) + row) * Width, Width);
}
