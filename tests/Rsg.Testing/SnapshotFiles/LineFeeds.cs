namespace Rsg.Testing.SnapshotFiles;

internal static class LineFeeds
{
    /// <summary>The same text with every CR LF and CR as LF.</summary>
    public static string Only(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
