namespace Rsg.Testing.SnapshotFiles;

/// <summary>Where the snapshot files of one test lie, and what their names begin with.</summary>
internal sealed record SnapshotName(string Directory, string Prefix)
{
    public const string FolderName = "_snapshots";

    /// <exception cref="ArgumentException">The source file is not where the compiler says.</exception>
    public static SnapshotName Of(string sourceFile, string method, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var folder = Path.GetDirectoryName(sourceFile);
        if (!System.IO.Directory.Exists(folder))
        {
            throw new ArgumentException(
                $"Snapshots lie beside the test's source file, but its folder does not exist here: '{sourceFile}'. "
                + "Was the test project built elsewhere, or with DeterministicSourcePaths?",
                nameof(sourceFile));
        }

        var type = Path.GetFileNameWithoutExtension(sourceFile);
        return new(Path.Combine(folder, FolderName), $"{type}.{method}{SnapshotParameters.Format(parameters)}");
    }

    public string VerifiedPath(SnapshotFile file) => PathOf(file, "verified");

    public string ReceivedPath(SnapshotFile file) => PathOf(file, "received");

    public IEnumerable<string> FindVerified() => Find("verified");

    public IEnumerable<string> FindReceived() => Find("received");

    private string PathOf(SnapshotFile file, string kind) => Path.Combine(Directory, $"{Prefix}{file.Suffix}.{kind}.{file.Extension}");

    // Another test may be called like the beginning of this one, so what follows the prefix decides.
    private IEnumerable<string> Find(string kind) => !System.IO.Directory.Exists(Directory)
        ? []
        : System.IO.Directory.EnumerateFiles(Directory)
            .Where(path =>
            {
                var name = Path.GetFileName(path);
                return name.StartsWith($"{Prefix}.{kind}.", StringComparison.Ordinal)
                    || (name.StartsWith($"{Prefix}#", StringComparison.Ordinal) && name.Contains($".{kind}.", StringComparison.Ordinal));
            })
            .Order(StringComparer.Ordinal);
}
