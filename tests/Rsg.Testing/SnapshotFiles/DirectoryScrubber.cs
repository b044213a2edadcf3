using System.Text.RegularExpressions;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>Replaces the folders of this machine by their names: a snapshot must not tell where it was made.</summary>
internal sealed class DirectoryScrubber
{
    private readonly List<(string Path, string Name)> directories;
    private readonly Regex? pattern;

    public DirectoryScrubber(IEnumerable<(string? Path, string Name)> directories)
    {
        // A root folder is in every path and tells nothing.
        this.directories = [.. directories
            .Select(directory => (Path: directory.Path?.TrimEnd('/', '\\') ?? "", directory.Name))
            .Where(directory => directory.Path.Length > 1)
            .DistinctBy(directory => directory.Path)
            .OrderByDescending(directory => directory.Path.Length)];
        if (this.directories.Count > 0)
        {
            var paths = this.directories.Select(directory => $"({string.Join(@"[/\\]", directory.Path.Split('/', '\\').Select(Regex.Escape))})");
            pattern = new Regex($@"(?<![\p{{L}}\p{{Nd}}])(?:{string.Join('|', paths)})(?![\p{{L}}\p{{Nd}}])[/\\]?", RegexOptions.CultureInvariant);
        }
    }

    /// <summary>The folders of the project and the solution that a test's source file belongs to, and those of the process.</summary>
    public static DirectoryScrubber For(string sourceFile) => new(
    [
        (FolderAbove(sourceFile, ".csproj"), "{ProjectDirectory}"),
        (FolderAbove(sourceFile, ".sln"), "{SolutionDirectory}"),
        (AppContext.BaseDirectory, "{CurrentDirectory}"),
        (Environment.CurrentDirectory, "{CurrentDirectory}"),
        (Path.GetTempPath(), "{TempPath}"),
        (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "{UserProfile}"),
    ]);

    public string Scrub(string text) => pattern is null ? text : pattern.Replace(text, match =>
        directories[match.Groups.Values.Skip(1).TakeWhile(group => !group.Success).Count()].Name);

    private static string? FolderAbove(string sourceFile, string extension)
    {
        for (var folder = Path.GetDirectoryName(sourceFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + extension).Any())
            {
                return folder;
            }
        }

        return null;
    }
}
