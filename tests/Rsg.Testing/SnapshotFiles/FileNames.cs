namespace Rsg.Testing.SnapshotFiles;

/// <summary>What may not stand in a file name on any operating system becomes a dash on all of them.</summary>
internal static class FileNames
{
    private const string Invalid = "\"<>|:*?/\\";

    public static string WithoutInvalidCharacters(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || Invalid.Contains(character, StringComparison.Ordinal) ? '-' : character));
}
