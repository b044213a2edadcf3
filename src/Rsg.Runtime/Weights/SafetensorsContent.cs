using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>Takes the bytes of a file, one piece after the other.</summary>
internal delegate void ByteSink(ReadOnlySpan<byte> bytes);

/// <summary>What a safetensors file is to hold: its header, and the tensors behind it.</summary>
internal sealed class SafetensorsContent
{
    private const int LengthPrefix = 8;

    private readonly List<KeyValuePair<string, Tensor>> tensors;
    private readonly byte[] header;

    /// <param name="tensors">Name and tensor, in the order of writing; from any device. No name twice.</param>
    /// <param name="metadata">Free text entries.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or a dtype has no safetensors name.</exception>
    public SafetensorsContent(IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        this.tensors = [.. tensors];
        header = WriteHeader(this.tensors, metadata);
    }

    public void WriteTo(ByteSink sink)
    {
        Span<byte> prefix = stackalloc byte[LengthPrefix];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        sink(prefix);
        sink(header);
        foreach (var (_, tensor) in tensors)
        {
            WriteData(sink, tensor);
        }
    }

    // A span of bytes, through which tensors are read and written, is no longer.
    public static void CheckLength(long bytes)
    {
        if (bytes > int.MaxValue)
        {
            throw new NotSupportedException(
                string.Create(CultureInfo.InvariantCulture, $"A tensor of {bytes} bytes is longer than 2 GiB, the longest that can be read or written."));
        }
    }

    private static byte[] WriteHeader(IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
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

    private static void WriteData(ByteSink sink, Tensor tensor)
    {
        if (tensor.numel() == 0)
        {
            return;
        }

        CheckLength(tensor.numel() * tensor.element_size());
        using var scope = NewDisposeScope();
        sink(tensor.detach().cpu().contiguous().bytes);
    }
}
