using System.Buffers.Binary;

namespace Rsg.EndToEnd.Tests;

/// <summary>A folder of class folders with small BMP images, each class of its own colour; deleted in the end.</summary>
internal sealed class TemporaryImages : IDisposable
{
    private const int Side = 32;

    public TemporaryImages(int classes, int training, int test)
    {
        Path = Directory.CreateTempSubdirectory("rsg-images-").FullName;
        foreach (var (set, count) in new[] { ("train", training), ("test", test) })
        {
            for (var label = 0; label < classes; label++)
            {
                var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, set, $"class{label}")).FullName;
                for (var i = 0; i < count; i++)
                {
                    Write(System.IO.Path.Combine(folder, $"{i:D3}.bmp"), red: (byte)(label * 25), green: (byte)(255 - (label * 25)), blue: (byte)(i * 4));
                }
            }
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>An uncompressed image of one colour: a header of 54 bytes, then blue, green and red of every pixel.</summary>
    private static void Write(string path, byte red, byte green, byte blue)
    {
        const int Header = 54;
        var file = new byte[Header + (Side * Side * 3)];
        "BM"u8.CopyTo(file);
        foreach (var (offset, value) in new[] { (2, file.Length), (10, Header), (14, 40), (18, Side), (22, Side), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        }

        for (var pixel = Header; pixel < file.Length; pixel += 3)
        {
            (file[pixel], file[pixel + 1], file[pixel + 2]) = (blue, green, red);
        }

        File.WriteAllBytes(path, file);
    }
}
