namespace Rsg.Runtime.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-test-");

    public string Root => folder.FullName;

    /// <summary>The full path of something in it.</summary>
    public string this[string path] => Path.Combine(Root, path);

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string path, byte[] content)
    {
        string full = this[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    public string Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Writes empty files of these names into a folder below this one, and returns that folder.</summary>
    public string WithFiles(string path, params string[] names)
    {
        foreach (string name in names)
        {
            Write(Path.Combine(path, name), []);
        }

        return Directory.CreateDirectory(this[path]).FullName;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
