namespace Rsg.Watching;

/// <summary>
/// A metrics file that lines are added to. A line goes to the system in one piece as soon as it is there, so that a process that is killed
/// leaves whole lines; what is left of one that was cut off nevertheless (the system was) is removed before new ones follow.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private const int SearchStep = 1 << 16;

    private readonly FileStream stream;

    /// <param name="path">A metrics file, or one that is not there yet, in a folder that is.</param>
    public LineFile(string path)
    {
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        try
        {
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

    /// <summary>Adds lines.</summary>
    public void Append(Action<Stream> write)
    {
        stream.Seek(0, SeekOrigin.End);
        write(stream);
    }

    public void Dispose() => stream.Dispose();

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
