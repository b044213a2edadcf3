using System.Text;

namespace Rsg.Data;

/// <summary>Reads a text file line by line, and refuses one that has no lines: a line has 32,768 characters at most.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 1 << 15;

    private readonly string path;
    private readonly StreamReader reader;
    private readonly char[] buffer = new char[2 * LongestLine];
    private int position;
    private int length;
    private int number;

    public LineReader(string path)
    {
        this.path = path;
        reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, buffer.Length);
    }

    /// <summary>Bytes of the file.</summary>
    public long FileLength => reader.BaseStream.Length;

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end, until the next one is read.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        number++;
        int end;
        while ((end = buffer.AsSpan(position, length - position).IndexOf('\n')) < 0 && length - position <= LongestLine && Fill())
        {
        }

        int lineLength = end < 0 ? length - position : end;
        if (lineLength > LongestLine)
        {
            throw new InvalidDataException($"'{path}', line {number}: the line is longer than {LongestLine} characters; this is no list of images.");
        }

        line = buffer.AsSpan(position, lineLength);
        position += end < 0 ? lineLength : lineLength + 1;
        if (line.EndsWith("\r", StringComparison.Ordinal))
        {
            line = line[..^1];
        }

        return end >= 0 || lineLength > 0;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Reads more behind what is left, of which there is no more than half a buffer.</summary>
    private bool Fill()
    {
        buffer.AsSpan(position, length - position).CopyTo(buffer);
        length -= position;
        position = 0;
        int read = reader.Read(buffer, length, buffer.Length - length);
        length += read;
        return read > 0;
    }
}
