using System.IO.Compression;
using Rsg.Data;

namespace Rsg.Fuzzing.Targets;

/// <summary>A file of images or of labels in MNIST's format, plain or compressed; the file beside it is whole.</summary>
public sealed class IdxTarget : FuzzTarget
{
    private const int Images = 3;
    private const int Side = 4;

    private static readonly byte[] ImageFile = [0, 0, 8, 3, 0, 0, 0, Images, 0, 0, 0, Side, 0, 0, 0, Side, .. Enumerable.Range(0, Images * Side * Side).Select(value => (byte)value)];
    private static readonly byte[] LabelFile = [0, 0, 8, 1, 0, 0, 0, Images, 0, 1, 2];

    /// <inheritdoc/>
    public override string Name => "idx";

    /// <inheritdoc/>
    public override string FileName => "input-ubyte";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [ImageFile, LabelFile, Compressed(ImageFile), Compressed(LabelFile)];

    /// <summary>Deflate packs up to 1032 bytes into one, and room grows by doubling.</summary>
    public override int MemoryPerByte => 4 * 1032;

    /// <inheritdoc/>
    public override int InputsInTests => 1000;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        using (FileStream file = File.OpenRead(path))
        {
            file.Position = Math.Min(3, file.Length);
            bool isLabels = file.ReadByte() == 1 || IsCompressedLabels(file);
            string other = path + ".other";
            File.WriteAllBytes(other, isLabels ? ImageFile : LabelFile);
            InMemoryImages set = isLabels ? IdxFiles.Read(other, path, preparation: null, classes: 3) : IdxFiles.Read(path, other, preparation: null, classes: 3);
            set.Read(set.Count - 1, new float[set.Channels * set.Height * set.Width], augmentation: null);
        }
    }

    private static bool IsCompressedLabels(FileStream file) => file.Length == Compressed(LabelFile).Length;

    private static byte[] Compressed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
