using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rsg.Data;

namespace Rsg.Training;

/// <summary>A set of images in a few letters, which differ where the images do; and of what they were made, since not every set can be read as a whole for it.</summary>
/// <param name="Hash">SHA-256, in hexadecimal.</param>
/// <param name="Of">What it is of.</param>
internal sealed record DatasetFingerprint(string Hash, string Of)
{
    /// <summary>The hash of a set that need not be there: then it is <c>none</c>.</summary>
    public static string HashOf(IImageDataset? dataset) => dataset is null ? "none" : Take(dataset).Hash;

    public static DatasetFingerprint Take(IImageDataset dataset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendText(hash, $"{dataset.Count} {dataset.Channels}x{dataset.Height}x{dataset.Width} {dataset.Classes}");
        foreach (var label in dataset.Labels)
        {
            Append(hash, label);
        }

        return new DatasetFingerprint("", Append(hash, dataset)) with { Hash = Convert.ToHexString(hash.GetHashAndReset()) };
    }

    /// <summary>Appends what tells the images themselves apart, and says what that was.</summary>
    private static string Append(IncrementalHash hash, IImageDataset dataset)
    {
        switch (dataset)
        {
            case InMemoryImages images:
                hash.AppendData(images.Pixels.Span);
                return "sizes, labels and pixels";
            case ImageFiles files:
                for (var index = 0; index < files.Count; index++)
                {
                    // The name in its folder: where the images lie is another matter on every machine.
                    var path = files.PathOf(index);
                    AppendText(hash, Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)) ?? "", Path.GetFileName(path)).Replace('\\', '/'));
                }

                return "sizes, labels and file names";
            case Subset subset:
                foreach (var index in subset.SourceIndices)
                {
                    Append(hash, index);
                }

                return Append(hash, subset.Source);
            default:
                return "sizes and labels";
        }
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void AppendText(IncrementalHash hash, FormattableString text) => AppendText(hash, text.ToString(CultureInfo.InvariantCulture));

    private static void AppendText(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
