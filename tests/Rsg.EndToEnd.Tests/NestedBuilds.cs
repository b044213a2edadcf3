namespace Rsg.EndToEnd.Tests;

/// <summary>
/// Where tests build and publish: one folder for all of them, so that the two projects of this repository are built for them only
/// once, and apart from the repository's own build, which may be under way.
/// </summary>
public sealed class NestedBuilds : IDisposable
{
    // On the repository's disk, which is more likely than the system's folder for temporary files to have the package cache, whose
    // native libraries are then linked, not copied.
    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "nested-" + Path.GetRandomFileName()));

    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("rsg-consumer-");

    /// <summary>All build outputs.</summary>
    public string Artifacts => folder.FullName;

    /// <summary>A folder outside the repository, for sources that must not get its settings.</summary>
    public string Outside => outside.FullName;

    public void Dispose()
    {
        folder.Delete(recursive: true);
        outside.Delete(recursive: true);
    }
}

/// <summary>Builds into this folder run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneBuildAtATime : ICollectionFixture<NestedBuilds>
{
    public const string Name = "nested builds";
}
