namespace Rsg.Watching;

/// <summary>The lines of a stream as bytes, each with the place where it begins. What follows the last line feed is no line.</summary>
internal static class ByteLines
{
    private const int ReadSize = 1 << 16;

    // An evaluation of all of iNaturalist's classes has less than a megabyte. A file of something else may have no line feed at all.
    private const int LongestLine = 1 << 28;

    /// <param name="stream">What to read.</param>
    /// <returns>Each line without its line feed; the memory is written over with the next. Of one that is longer than a line can be the parts.</returns>
    public static IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> Of(Stream stream)
    {
        byte[] buffer = new byte[ReadSize];
        long offset = 0; // of the buffer's first byte
        int length = 0;
        while (true)
        {
            if (length == LongestLine)
            {
                yield return (offset, buffer.AsMemory(0, length));
                offset += length;
                length = 0;
            }
            else if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length); // a line that is longer than what there is room for
            }

            int searched = length;
            int read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                yield break;
            }

            length += read;
            int begin = 0;
            for (int end = Array.IndexOf(buffer, (byte)'\n', searched, length - searched); end >= 0; end = Array.IndexOf(buffer, (byte)'\n', begin, length - begin))
            {
                yield return (offset + begin, buffer.AsMemory(begin, end - begin));
                begin = end + 1;
            }

            buffer.AsSpan(begin, length - begin).CopyTo(buffer);
            length -= begin;
            offset += begin;
        }
    }
}
