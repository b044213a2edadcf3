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
                    byte[] image = BitmapFile.Of(Side, red: (byte)(label * 25), green: (byte)(255 - (label * 25)), blue: (byte)(i * 4));
                    File.WriteAllBytes(System.IO.Path.Combine(folder, $"{i:D3}.bmp"), image);
                }
            }
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
