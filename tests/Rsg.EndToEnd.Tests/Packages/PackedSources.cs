using System.Text.Json;

namespace Rsg.EndToEnd.Tests.Packages;

/// <summary>The packages of this repository, packed from a copy of its sources, and a folder of projects that know them from nowhere else.</summary>
public sealed class PackedSources : IDisposable
{
    private static readonly string[] Sources = ["src", "eng", "templates", "docs"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-packages-");

    private readonly Lazy<string> packages;

    public PackedSources() => packages = new(() => Pack("first"));

    /// <summary>The folder with the packages.</summary>
    public string Packages => packages.Value;

    /// <summary>Copies the sources to a folder of their own and packs them.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>The folder of the packages.</returns>
    internal string Pack(string name)
    {
        string copy = Directory.CreateDirectory(Path.Combine(folder.FullName, name, "sources")).FullName;
        foreach (string file in Directory.GetFiles(Repository.Root).Where(file => !file.EndsWith(".user", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        }

        // The commit is a part of the packages.
        string git = Repository.Locate(".git");
        if (Directory.Exists(git))
        {
            File.WriteAllText(Path.Combine(copy, ".git"), $"gitdir: {git}\n");
        }

        string[] built = [$"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"];
        foreach (string file in Sources.SelectMany(source => Directory.GetFiles(Repository.Locate(source), "*", SearchOption.AllDirectories)))
        {
            string relative = Path.GetRelativePath(Repository.Root, file);
            if (!built.Any(relative.Contains))
            {
                string target = Path.Combine(copy, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        // Of the solution, the projects that have a package: the others are not copied.
        string[] projects = [.. Directory.GetFiles(copy, "*.csproj", SearchOption.AllDirectories)
            .Where(project => !project.EndsWith("RsgClassifier.csproj", StringComparison.Ordinal))
            .Select(project => Path.GetRelativePath(copy, project))];
        File.WriteAllText(Path.Combine(copy, "Packages.slnf"), JsonSerializer.Serialize(new { solution = new { path = "RsgDsl.sln", projects } }));
        string output = Path.Combine(folder.FullName, name, "packages");

        // What the analyzers say of the sources, the build of the repository has heard.
        Command packed = Command.DotnetBuild(copy, "pack", "Packages.slnf", "-o", output, "-p:RunAnalyzers=false").AssertSucceeded();
        Assert.DoesNotContain("warning", packed.Output, StringComparison.Ordinal);
        return output;
    }

    /// <summary>A new folder, whose projects get this repository's packages from <see cref="Packages"/> and all others from where the machine has them.</summary>
    /// <param name="name">The folder's name.</param>
    internal string NewFolder(string name)
    {
        string created = Directory.CreateDirectory(Path.Combine(folder.FullName, "users", name)).FullName;
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } own
            ? own
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder.FullName, "users", "NuGet.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="cache" />
              </config>
              <fallbackPackageFolders>
                <add key="machine" value="{cache}" />
              </fallbackPackageFolders>
              <packageSources>
                <add key="rsg" value="{Packages}" />
              </packageSources>
            </configuration>
            """);
        return created;
    }

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>Tests of the packages, which are packed once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class PackageUsers : ICollectionFixture<PackedSources>
{
    public const string Name = "packages";
}
