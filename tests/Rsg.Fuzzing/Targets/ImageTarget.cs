using Rsg.Data;
using SkiaSharp;

namespace Rsg.Fuzzing.Targets;

/// <summary>An image file, read whole and in part. What is decoded of it is native code: here it is looked at that nothing kills the process.</summary>
public sealed class ImageTarget : FuzzTarget
{
    private const int MostPixels = 1 << 16;
    private const int Side = 8;

    private static readonly EncodedImageReader Reader = new(new ImagePreparation(3, Side, Side)) { MaximumPixels = MostPixels };

    /// <inheritdoc/>
    public override string Name => "image";

    /// <inheritdoc/>
    public override string FileName => "input.jpg";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [Of(SKEncodedImageFormat.Jpeg, 70, 50), Of(SKEncodedImageFormat.Png, 9, 12), Of(SKEncodedImageFormat.Webp, 20, 20), Of(SKEncodedImageFormat.Jpeg, 16, 100)];

    /// <inheritdoc/>
    public override int InputsInTests => 500;

    /// <summary>Four bytes a pixel, and the decoder's own.</summary>
    public override long FixedMemory => 8 << 20;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <summary>A JPEG whose end is there is decoded in part, which is where the decoder is most sensitive.</summary>
    public override byte[] Complete(byte[] input) => input.Length % 4 == 0 ? input : [.. input, 0xFF, 0xD9];

    /// <inheritdoc/>
    public override void Read(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        for (int part = 0; part < 3; part++)
        {
            using DecodedImage? image = ImageDecoder.Decode(content, 3, (height, width) => Part(part, height, width), out _, MostPixels);
        }

        var input = new float[Reader.Size];
        Reader.Read(content, input);
        if (!input.All(float.IsFinite))
        {
            throw new FindingException("A pixel is not finite.");
        }
    }

    /// <summary>The first, the middle and the last rows.</summary>
    private static PixelArea Part(int number, int height, int width) =>
        new((height - 1) * number / 2, (width - 1) * number / 2, 1, 1);

    private static byte[] Of(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 37), (byte)(y * 23), (byte)(x * y)));
            }
        }

        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
