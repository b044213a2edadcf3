namespace Rsg.Data;

/// <summary>The bytes of a decoded file, in a buffer that goes back to where it was lent from.</summary>
internal sealed class DecodedImage : IDisposable
{
    private readonly byte[] buffer;
    private readonly int channels;
    private readonly int height;
    private readonly int width;

    public DecodedImage(int channels, int height, int width)
    {
        this.channels = channels;
        this.height = height;
        this.width = width;
        buffer = LargeBuffer.Rent(channels * height * width);
    }

    public Span<byte> Pixels => buffer.AsSpan(0, channels * height * width);

    public PlanarImage Image => new(Pixels, channels, height, width);

    public void Dispose() => LargeBuffer.Return(buffer);
}
