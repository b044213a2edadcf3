using Rsg.Output;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>A safetensors file: named tensors, exchanged with PyTorch in both directions.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly FileStream stream;
    private readonly SafetensorsHeader header;
    private readonly Dictionary<string, SafetensorsEntry> entries;

    private SafetensorsFile(FileStream stream)
    {
        this.stream = stream;
        header = SafetensorsHeader.Read(stream);
        entries = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The file's free text entries; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => header.Entries;

    /// <summary>Opens a file and checks its whole header; reads no tensor yet.</summary>
    /// <exception cref="InvalidDataException">The header is broken; the message says how.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(stream);
        }
        catch (InvalidDataException failure)
        {
            stream.Dispose();
            throw new InvalidDataException($"'{Path.GetFileName(path)}': {failure.Message}", failure);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes tensors to a file, replacing it as a whole: a reader sees the old file or the new one, never a part.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Name and tensor, in the order of writing; from any device. No name twice.</param>
    /// <param name="metadata">Free text entries.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or a dtype has no safetensors name.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var content = new SafetensorsContent(tensors, metadata);
        WholeFile.Write(path, stream => content.WriteTo(stream.Write));
    }

    /// <summary>Whether the file has a tensor of this name.</summary>
    public bool Contains(string name) => entries.ContainsKey(name);

    /// <summary>Reads one tensor, to the CPU.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    public Tensor Read(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
        {
            throw new KeyNotFoundException($"The file has no tensor '{name}'.");
        }

        SafetensorsContent.CheckLength(entry.End - entry.Begin);

        var tensor = empty([.. entry.Shape], dtype: entry.Type);
        if (entry.End > entry.Begin)
        {
            stream.Position = header.DataStart + entry.Begin;
            stream.ReadExactly(tensor.bytes);
        }

        return tensor;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();
}
