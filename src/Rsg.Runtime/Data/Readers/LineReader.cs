using System.Text;

namespace Rsg.Data;

/// <summary>Reads a text file line by line, and refuses one that has no lines: a line has 32,768 characters at most.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 1 << 15;

    private readonly string path;
    private readonly StreamReader reader;
    private readonly char[] buffer = new char[1 << 14];
    private readonly StringBuilder line = new();
    private int position;
    private int length;
    private int number;

    public LineReader(string path)
    {
        this.path = path;
        reader = new StreamReader(path, Encoding.UTF8);
    }

    /// <summary>The next line without its end; <see langword="null"/> behind the last.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public string? Read()
    {
        line.Clear();
        number++;
        bool any = false;
        while (position < length || Fill())
        {
            any = true;
            ReadOnlySpan<char> rest = buffer.AsSpan(position, length - position);
            int end = rest.IndexOf('\n');
            line.Append(end < 0 ? rest : rest[..end]);
            position += end < 0 ? rest.Length : end + 1;
            if (line.Length > LongestLine)
            {
                throw new InvalidDataException($"'{path}', line {number}: the line is longer than {LongestLine} characters; this is no list of images.");
            }

            if (end >= 0)
            {
                break;
            }
        }

        if (line.Length > 0 && line[^1] == '\r')
        {
            line.Length--;
        }

        return any ? line.ToString() : null;
    }

    public void Dispose() => reader.Dispose();

    private bool Fill()
    {
        position = 0;
        length = reader.Read(buffer, 0, buffer.Length);
        return length > 0;
    }
}
