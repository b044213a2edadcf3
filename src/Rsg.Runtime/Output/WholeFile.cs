namespace Rsg.Output;

/// <summary>Writes files as a whole: a reader sees the old file or the new one, never a part, and a failed write leaves the old one.</summary>
internal static class WholeFile
{
    private const string TemporaryEnd = ".tmp";
    private const int GuidLength = 32;

    /// <summary>What stands behind a file's name in the files that a process leaves which is killed while it writes.</summary>
    public const string TemporaryPattern = ".*" + TemporaryEnd;

    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + "." + Guid.NewGuid().ToString("N") + TemporaryEnd;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderFlush.OfFile(path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes what processes have left of a file that were killed while they wrote it; where one still writes, its part stays.</summary>
    public static void DeleteLeftovers(string path)
    {
        string full = Path.GetFullPath(path);
        string start = Path.GetFileName(full) + ".";
        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(full)!))
        {
            string name = Path.GetFileName(file);
            if (name.Length == start.Length + GuidLength + TemporaryEnd.Length
                && name.StartsWith(start, StringComparison.Ordinal)
                && name.EndsWith(TemporaryEnd, StringComparison.Ordinal)
                && Guid.TryParseExact(name.AsSpan(start.Length, GuidLength), "N", out _))
            {
                DeleteUnlessOpen(file);
            }
        }
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void DeleteUnlessOpen(string file)
    {
        try
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // Nobody else has it open.
            }

            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody writes it, or has written it just now.
        }
    }
}
