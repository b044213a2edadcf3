using System.Text;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>Snapshot files are UTF-8 with a byte order mark.</summary>
internal static class SnapshotEncoding
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>The text of an accepted file, with or without a mark; null when there is none: a missing or an empty file.</summary>
    public static string? Read(string path) => new FileInfo(path) is { Exists: true, Length: > 0 } ? File.ReadAllText(path, WithMark) : null;

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, WithMark);
    }
}
