using System.Buffers.Binary;
using System.IO.Compression;

namespace Rsg.Data;

/// <summary>
/// The content of one IDX file of bytes. The format: two zero bytes, the element type (8: unsigned byte), the number of dimensions, each
/// dimension's size as a big-endian 32-bit number, then the elements with the last dimension running fastest.
/// </summary>
internal sealed record IdxArray(int[] Sizes, byte[] Values)
{
    private const byte UnsignedByte = 8;
    private const int FirstAllocation = 1 << 16;

    /// <summary>Reads a file that must have this many dimensions.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is something else.</exception>
    public static IdxArray Read(string path, int dimensions)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        using FileStream file = File.OpenRead(path);
        try
        {
            if (!IsGzip(file))
            {
                return Parse(file, path, dimensions);
            }

            using var content = new GZipStream(file, CompressionMode.Decompress);
            return Parse(content, path, dimensions);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' ends within its header.");
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith($"'{path}'", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}' is damaged: {error.Message}", error);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip;
    }

    private static IdxArray Parse(Stream content, string path, int dimensions)
    {
        Span<byte> word = stackalloc byte[4];
        content.ReadExactly(word);
        if (word[0] != 0 || word[1] != 0)
        {
            throw new InvalidDataException($"'{path}' is no IDX file: it begins with {word[0]:X2} {word[1]:X2}, not with 00 00.");
        }

        if (word[2] != UnsignedByte)
        {
            throw new InvalidDataException($"'{path}' holds elements of IDX type {word[2]}; only type {UnsignedByte} (unsigned byte) is read.");
        }

        if (word[3] != dimensions)
        {
            throw new InvalidDataException($"'{path}' has {word[3]} dimensions; {dimensions} were expected. Are the image file and the label file mixed up?");
        }

        var sizes = new int[dimensions];
        Int128 length = 1;
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            content.ReadExactly(word);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(word);
            length *= size;
            if (size == 0 || length > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"'{path}' says that dimension {dimension} has size {size}; sizes must be at least 1 and multiply to at most {Array.MaxLength} elements.");
            }

            sizes[dimension] = (int)size;
        }

        return new IdxArray(sizes, ReadValues(content, path, (int)length));
    }

    /// <summary>
    /// Reads exactly this many bytes. The header's word is not taken for it: the array grows with what has really been read, so that a
    /// short file that promises gigabytes costs nothing.
    /// </summary>
    private static byte[] ReadValues(Stream content, string path, int length)
    {
        var values = new byte[Math.Min(length, FirstAllocation)];
        int read = 0;
        while (read < length)
        {
            if (read == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(length, 2L * values.Length));
            }

            int more = content.Read(values, read, values.Length - read);
            if (more == 0)
            {
                throw new InvalidDataException($"'{path}' is cut short: its header promises {length} elements, and {read} are there.");
            }

            read += more;
        }

        if (content.ReadByte() >= 0)
        {
            throw new InvalidDataException($"'{path}' goes on after the {length} elements that its header promises.");
        }

        return values;
    }
}
