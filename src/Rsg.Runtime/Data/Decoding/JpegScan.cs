using System.Buffers.Binary;

namespace Rsg.Data;

/// <summary>
/// Tells which JPEG files (ITU-T T.81) may be decoded in part: those of one scan whose end is there. The decoder never runs out of their bytes,
/// so that what it says of a part is what it would say of the whole; given less, it does not survive that rows are passed over.
/// </summary>
internal static class JpegScan
{
    private const byte MarkerStart = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte FirstFrame = 0xC0;
    private const byte LastFrame = 0xCF;
    private const byte ExtendedSequentialFrame = 0xC1;
    private const byte HuffmanTables = 0xC4;
    private const byte ArithmeticConditioning = 0xCC;
    private const byte FirstRestart = 0xD0;
    private const byte LastRestart = 0xD7;
    private const byte FirstWithLength = 0xC0;

    private const int ComponentCountInFrame = 5;

    /// <summary>Whether a file is a sequential JPEG of grey values or colours, in one scan that is whole.</summary>
    /// <param name="content">The file.</param>
    public static bool IsWhole(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith([MarkerStart, StartOfImage]))
        {
            return false;
        }

        int components = 0;
        for (ReadOnlySpan<byte> rest = content[2..]; TryReadSegment(rest, out byte marker, out ReadOnlySpan<byte> segment); rest = rest[(2 + segment.Length)..])
        {
            ReadOnlySpan<byte> parameters = segment[2..];
            if (marker == StartOfScan)
            {
                return components > 0 && !parameters.IsEmpty && parameters[0] == components && EndsWithImage(rest[(2 + segment.Length)..]);
            }

            if (marker is >= FirstFrame and <= LastFrame and not (HuffmanTables or ArithmeticConditioning))
            {
                bool isOnly = components == 0 && marker <= ExtendedSequentialFrame && parameters.Length > ComponentCountInFrame;
                components = isOnly ? parameters[ComponentCountInFrame] : 0;
                if (components is not (1 or Luma.Channels))
                {
                    return false;
                }
            }
        }

        return false;
    }

    /// <summary>Reads a marker and what follows it, its length included.</summary>
    private static bool TryReadSegment(ReadOnlySpan<byte> rest, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = default;
        if (rest.Length < 4 || rest[0] != MarkerStart || rest[1] is < FirstWithLength or >= FirstRestart and <= EndOfImage or MarkerStart)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length < 2 || length > rest.Length - 2)
        {
            return false;
        }

        marker = rest[1];
        segment = rest.Slice(2, length);
        return true;
    }

    /// <summary>Whether the first marker in a scan, other than those that it is interrupted by, is that of the image's end.</summary>
    private static bool EndsWithImage(ReadOnlySpan<byte> scan)
    {
        while (true)
        {
            int start = scan.IndexOf(MarkerStart);
            if (start < 0 || start + 1 >= scan.Length)
            {
                return false;
            }

            byte next = scan[start + 1];
            if (next is not (0 or >= FirstRestart and <= LastRestart))
            {
                return next == EndOfImage;
            }

            scan = scan[(start + 2)..];
        }
    }
}
