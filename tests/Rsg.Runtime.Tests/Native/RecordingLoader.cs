namespace Rsg.Native;

/// <summary>Stands in for the system's loader: refuses with given messages, and keeps what it was asked to open.</summary>
internal sealed class RecordingLoader(Func<string, string?>? refuse = null) : ILibraryLoader
{
    public List<string> Opened { get; } = [];

    /// <summary>The bytes that lay at each opened path at that moment.</summary>
    public List<byte[]> Contents { get; } = [];

    public HashSet<string> AlreadyOpen { get; } = [];

    public string? Open(string path)
    {
        Opened.Add(path);
        Contents.Add(File.Exists(path) ? File.ReadAllBytes(path) : []);
        return refuse?.Invoke(path);
    }

    public bool IsOpen(string path) => AlreadyOpen.Contains(path);
}
