namespace Rsg.Watching;

/// <summary>
/// A metrics file that lines are added to. A line goes to the system in one piece as soon as it is there, so that a process that is killed
/// leaves whole lines; what is left of one that was cut off nevertheless (the system was) is removed before new ones follow.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private const int SearchStep = 1 << 16;

    private readonly FileStream stream;

    /// <exception cref="InvalidDataException">The file is there and is no metrics file.</exception>
    public LineFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);

        stream = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        try
        {
            RequireOurs(full);
            RemoveCutLine();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">Its bytes, with the line feed.</param>
    public void Append(ReadOnlySpan<byte> line)
    {
        // Where the file ends now, if somebody else wrote to it meanwhile.
        stream.Seek(0, SeekOrigin.End);
        stream.Write(line);
    }

    public void Dispose() => stream.Dispose();

    private void RequireOurs(string path)
    {
        var start = new byte[MetricsEvent.LineStart.Length];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!MetricsEvent.LineStart.StartsWith(start.AsSpan(0, length)))
        {
            throw new InvalidDataException($"'{path}' is there already and is no metrics file; nothing was written to it. Name another file.");
        }
    }

    private void RemoveCutLine()
    {
        var part = new byte[SearchStep];
        long end = stream.Length;
        while (end > 0)
        {
            int size = (int)Math.Min(SearchStep, end);
            stream.Position = end - size;
            stream.ReadExactly(part, 0, size);
            int lineFeed = part.AsSpan(0, size).LastIndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                end += lineFeed + 1 - size;
                break;
            }

            end -= size;
        }

        stream.SetLength(end);
        stream.Position = end;
    }
}
