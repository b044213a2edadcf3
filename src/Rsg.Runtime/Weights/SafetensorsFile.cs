using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
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
        var ordered = tensors.ToList();
        var headerBytes = WriteHeader(ordered, metadata);
        WholeFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)headerBytes.Length);
            stream.Write(prefix);
            stream.Write(headerBytes);
            foreach (var (_, tensor) in ordered)
            {
                WriteData(stream, tensor);
            }
        });
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

        CheckLength(entry.End - entry.Begin);

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

    private static byte[] WriteHeader(List<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
            long offset = 0;
            foreach (var (name, tensor) in tensors)
            {
                if (!names.Add(name))
                {
                    throw new ArgumentException($"Tensor name '{name}' is reserved or occurs twice.", nameof(tensors));
                }

                offset = WriteEntry(json, name, tensor, offset);
            }

            json.WriteEndObject();
        }

        // The data start at a multiple of 8, so that a reader may map them.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long offset)
    {
        var (typeName, size) = SafetensorsTypes.Of(tensor.dtype);
        var end = offset + tensor.numel() * size;
        json.WriteStartObject(name);
        json.WriteString("dtype", typeName);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void WriteData(FileStream stream, Tensor tensor)
    {
        if (tensor.numel() == 0)
        {
            return;
        }

        CheckLength(tensor.numel() * tensor.element_size());
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().cpu().contiguous().bytes);
    }

    // A span of bytes, through which tensors are read and written, is no longer.
    private static void CheckLength(long bytes)
    {
        if (bytes > int.MaxValue)
        {
            throw new NotSupportedException(
                string.Create(CultureInfo.InvariantCulture, $"A tensor of {bytes} bytes is longer than 2 GiB, the longest that can be read or written."));
        }
    }
}
