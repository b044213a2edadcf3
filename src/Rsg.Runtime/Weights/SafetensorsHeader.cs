using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Rsg.Weights;

/// <summary>
/// The header of a safetensors file: 8 bytes little-endian length, then JSON. Nothing in it is believed before it is checked
/// against the length of the file.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const int LengthPrefix = 8;
    private const long LongestHeader = 100_000_000;
    private const string MetadataName = "__metadata__";

    private SafetensorsHeader(long dataStart, Dictionary<string, string> metadata, List<SafetensorsEntry> entries)
    {
        DataStart = dataStart;
        Metadata = metadata;
        Entries = entries;
    }

    /// <summary>Where the data begin in the file.</summary>
    public long DataStart { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>In the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <exception cref="InvalidDataException">The header is not one of a whole safetensors file.</exception>
    public static SafetensorsHeader Read(Stream stream)
    {
        var fileLength = stream.Length;
        if (fileLength < LengthPrefix)
        {
            throw Wrong($"a file of {fileLength} bytes has no room for the 8 bytes of the header's length");
        }

        Span<byte> prefix = stackalloc byte[LengthPrefix];
        stream.ReadExactly(prefix);
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)Math.Min(fileLength - LengthPrefix, LongestHeader))
        {
            // torch.save writes a zip archive ("PK"), and wrote a pickle (0x80 and its version) before.
            throw prefix is [(byte)'P', (byte)'K', ..] or [0x80, <= 5, ..]
                ? Wrong($"it looks like one of torch.save; write it again in Python with safetensors.torch.save_file")
                : Wrong($"the header is said to have {headerLength} bytes, in a file of {fileLength}");
        }

        var json = new byte[headerLength];
        stream.ReadExactly(json);
        var dataStart = LengthPrefix + (long)headerLength;
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement, dataStart, fileLength - dataStart);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The reader of names and texts meets bytes that are no UTF-8 with an InvalidOperationException.
            throw new InvalidDataException("Not a safetensors file: the header is not JSON. " + failure.Message, failure);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataStart, long dataLength)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"the header must be a JSON object, and is {root.ValueKind}");
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataName)
            {
                ReadMetadata(property.Value, metadata);
            }
            else if (!entries.TryAdd(property.Name, ReadEntry(property.Name, property.Value, dataLength)))
            {
                throw Wrong($"tensor '{property.Name}' occurs twice");
            }
        }

        var ordered = entries.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToList();
        CheckLayout(ordered, dataLength);
        return new SafetensorsHeader(dataStart, metadata, ordered);
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"{MetadataName} must be an object of strings, and is {element.ValueKind}");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw Wrong($"{MetadataName} entry '{property.Name}' must be a string, and is {property.Value.ValueKind}");
            }

            if (!metadata.TryAdd(property.Name, property.Value.GetString()!))
            {
                throw Wrong($"{MetadataName} entry '{property.Name}' occurs twice");
            }
        }
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement element, long dataLength)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shapeElement)
            || !element.TryGetProperty("data_offsets", out var offsetsElement))
        {
            throw Wrong($"tensor '{name}' must have a dtype, a shape and data_offsets");
        }

        if (!SafetensorsTypes.TryGet(type.GetString(), out var scalarType, out var size))
        {
            throw Wrong($"tensor '{name}' has dtype '{type.GetString()}', which is not one of {SafetensorsTypes.Names}");
        }

        var shape = ReadNumbers(name, "shape", shapeElement);
        var offsets = ReadNumbers(name, "data_offsets", offsetsElement);
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataLength)
        {
            throw Wrong($"tensor '{name}' has data_offsets [{string.Join(", ", offsets)}], which are not a range within {dataLength} bytes of data");
        }

        if (!HasSize(shape, size, offsets[1] - offsets[0]))
        {
            throw Wrong(
                $"tensor '{name}' has dtype {type.GetString()} and shape [{string.Join(", ", shape)}], which is not the size of its {offsets[1] - offsets[0]} bytes");
        }

        return new SafetensorsEntry(name, scalarType, shape, offsets[0], offsets[1]);
    }

    private static long[] ReadNumbers(string name, string what, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong($"{what} of tensor '{name}' must be an array, and is {element.ValueKind}");
        }

        var numbers = new long[element.GetArrayLength()];
        var i = 0;
        foreach (var number in element.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out numbers[i]) || numbers[i] < 0)
            {
                throw Wrong($"{what} of tensor '{name}' must hold whole numbers from 0, and holds {number.GetRawText()}");
            }

            i++;
        }

        return numbers;
    }

    private static bool HasSize(long[] shape, int elementSize, long bytes)
    {
        UInt128 size = (uint)elementSize;
        if (shape.Contains(0))
        {
            return bytes == 0;
        }

        foreach (var dimension in shape)
        {
            size *= (ulong)dimension;
            if (size > (ulong)bytes)
            {
                return false;
            }
        }

        return size == (ulong)bytes;
    }

    private static void CheckLayout(List<SafetensorsEntry> ordered, long dataLength)
    {
        long expected = 0;
        foreach (var entry in ordered)
        {
            if (entry.Begin != expected)
            {
                var what = entry.Begin < expected ? "overlaps the one before" : "leaves a hole before it";
                throw Wrong($"tensor '{entry.Name}' begins at byte {entry.Begin}, not {expected}: it {what}");
            }

            expected = entry.End;
        }

        if (expected != dataLength)
        {
            throw Wrong($"the tensors end at byte {expected} of {dataLength} bytes of data");
        }
    }

    private static InvalidDataException Wrong(FormattableString reason) =>
        new("Not a safetensors file: " + reason.ToString(CultureInfo.InvariantCulture) + ".");
}
