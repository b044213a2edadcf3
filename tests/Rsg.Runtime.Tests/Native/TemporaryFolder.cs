namespace Rsg.Native;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rsg-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes empty files of these names into a folder below this one, and returns that folder.</summary>
    public string WithFiles(string folder, params string[] names)
    {
        string path = Directory.CreateDirectory(File(folder)).FullName;
        foreach (string name in names)
        {
            System.IO.File.WriteAllBytes(System.IO.Path.Combine(path, name), []);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
