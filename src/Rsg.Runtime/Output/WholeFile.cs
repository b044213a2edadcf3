namespace Rsg.Output;

/// <summary>Writes files as a whole: a reader sees the old file or the new one, never a part, and a failed write leaves the old one.</summary>
internal static class WholeFile
{
    private const string TemporaryEnd = ".tmp";

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
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
