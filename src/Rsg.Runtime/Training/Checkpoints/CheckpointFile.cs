using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rsg.Output;
using Rsg.Weights;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>
/// The file of a checkpoint: a safetensors file, so that any tool for these can look into it, whose first entry of text is the SHA-256 of all the
/// rest. It is written as a whole, and only opened when all of it is as it was written.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    // 1: between two epochs only. 2: also between two steps of one.
    private const int Format = 2;
    private const string Kind = "rsgdsl-checkpoint";
    private const string KindKey = "format";
    private const string FormatKey = "formatVersion";
    private const string MadeByKey = "madeBy";

    // Where the checksum stands; while it is computed, zeros stand there.
    private const int LengthPrefix = 8;
    private const int ChecksumLength = 2 * SHA256.HashSizeInBytes;
    private static readonly byte[] BeforeChecksum = Encoding.ASCII.GetBytes("{\"__metadata__\":{\"sha256\":\"");
    private static readonly string NoChecksum = new('0', ChecksumLength);

    private readonly string path;
    private readonly SafetensorsFile file;

    private CheckpointFile(string path, SafetensorsFile file) => (this.path, this.file) = (path, file);

    /// <summary>The tensors, in no order that matters.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => file.Entries;

    private static int ChecksumAt => LengthPrefix + BeforeChecksum.Length;

    /// <summary>Writes a checkpoint. Whatever goes wrong, the path has the old file or none.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>> texts)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = new SafetensorsContent(
            tensors,
            [
                new("sha256", NoChecksum),
                new(KindKey, Kind),
                new(FormatKey, Format.ToString(CultureInfo.InvariantCulture)),
                new(MadeByKey, SoftwareVersion.Runtime),
                .. texts,
            ]);
        WholeFile.Write(path, stream =>
        {
            using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            content.WriteTo(bytes =>
            {
                checksum.AppendData(bytes);
                stream.Write(bytes);
            });
            stream.Position = ChecksumAt;
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(checksum.GetHashAndReset())));
        });
    }

    /// <summary>Opens a checkpoint and reads all of it once, to know that it is whole.</summary>
    /// <exception cref="CheckpointException">It is not one, or not whole.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CheckpointFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new CheckpointException(path, CheckpointProblem.Foreign, "it is a folder.");
        }

        SafetensorsFile? file = null;
        try
        {
            file = SafetensorsFile.Open(path);
            RequireKind(path, file.Metadata);
            RequireChecksum(path);
            return new CheckpointFile(path, file);
        }
        catch (InvalidDataException failure)
        {
            throw new CheckpointException(path, CheckpointProblem.Damaged, $"the file is damaged, or is no checkpoint. {failure.Message}", failure);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>A text that was written beside the tensors.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Problem(CheckpointProblem.Damaged, $"it has no entry '{key}'.");

    /// <summary>A text that need not be there.</summary>
    public string? TextOrNull(string key) => file.Metadata.GetValueOrDefault(key);

    /// <summary>Says why it cannot be gone on from.</summary>
    public CheckpointException Problem(CheckpointProblem problem, string what) => new(path, problem, what);

    /// <summary>Reads one tensor, to the CPU.</summary>
    public Tensor Read(string name) => file.Read(name);

    public void Dispose() => file.Dispose();

    private static void RequireKind(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault(KindKey) != Kind)
        {
            throw new CheckpointException(path, CheckpointProblem.Foreign, "it is a safetensors file, but no checkpoint of a training. Weights alone are loaded with LoadWeights.");
        }

        if (!int.TryParse(metadata.GetValueOrDefault(FormatKey), NumberStyles.None, CultureInfo.InvariantCulture, out var format) || format > Format)
        {
            throw new CheckpointException(
                path,
                CheckpointProblem.NewerFormat,
                $"its format is {metadata.GetValueOrDefault(FormatKey)}, written by {metadata.GetValueOrDefault(MadeByKey)}; {SoftwareVersion.Runtime} reads formats up to {Format}. Update Rsg.Runtime.");
        }
    }

    private static void RequireChecksum(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var start = new byte[ChecksumAt + ChecksumLength];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false); // of a file that somebody else wrote the header may be shorter
        var written = Encoding.ASCII.GetString(start, ChecksumAt, ChecksumLength);
        start.AsSpan(ChecksumAt).Fill((byte)'0');
        if (length < start.Length || !start.AsSpan(LengthPrefix, BeforeChecksum.Length).SequenceEqual(BeforeChecksum) || written != ChecksumOf(start, stream))
        {
            throw new CheckpointException(path, CheckpointProblem.Damaged, "the file is damaged: its content does not have the checksum that was written with it.");
        }
    }

    private static string ChecksumOf(byte[] start, FileStream rest)
    {
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        checksum.AppendData(start);
        var buffer = new byte[1 << 20];
        while (rest.Read(buffer) is > 0 and var count)
        {
            checksum.AppendData(buffer, 0, count);
        }

        return Convert.ToHexString(checksum.GetHashAndReset());
    }
}
