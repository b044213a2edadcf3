using System.Globalization;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Rsg.Benchmarks.Data;

/// <summary>JPEG files of two classes in a temporary folder, which is deleted at the end. Waves and noise: about as hard to decode as photographs.</summary>
internal sealed class JpegFolder : IDisposable
{
    private const int Quality = 90;
    private const int DifferentFiles = 16;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-jpeg-");

    public JpegFolder(int count, int width, int height)
    {
        byte[][] encoded = [.. Enumerable.Range(0, DifferentFiles).Select(number => Encode(number, width, height))];
        for (int number = 0; number < count; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{number:D6}.jpg");
            string file = System.IO.Path.Combine(folder.CreateSubdirectory(number % 2 == 0 ? "even" : "odd").FullName, name);
            File.WriteAllBytes(file, encoded[number % DifferentFiles]);
        }
    }

    public string Path => folder.FullName;

    public string[] Paths => Directory.GetFiles(Path, "*.jpg", SearchOption.AllDirectories);

    /// <summary>What SkiaSharp needs to decode files that are in memory already, one after the other.</summary>
    public static void DecodeAll(byte[][] contents)
    {
        foreach (byte[] content in contents)
        {
            using SKBitmap bitmap = SKBitmap.Decode(content);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static byte[] Encode(int number, int width, int height)
    {
        var random = new Random(number);
        var pixels = new byte[width * height * 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 4 % width;
            int y = i / 4 / width;
            double wave = Math.Sin((x * (number + 3) / 90.0) + (i % 4)) + Math.Cos(y * (number + 5) / 70.0);
            pixels[i] = (byte)Math.Clamp(128 + (45 * wave) + random.Next(-12, 13), 0, 255);
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
