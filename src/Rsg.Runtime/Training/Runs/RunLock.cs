namespace Rsg.Training;

/// <summary>
/// Keeps a second process, or a second run of this one, out of a run's folder. An open handle is the lock, so that the operating system takes it back when a
/// process ends, however it ends. The file stays: deleting it would let two in.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = "run.lock";

    private readonly FileStream handle;

    private RunLock(FileStream handle) => this.handle = handle;

    /// <exception cref="IOException">Another run has the folder.</exception>
    public static RunLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new IOException($"'{folder}' is in use: another run writes its checkpoints there ('{FileName}' is locked). End that one, or choose another folder.", failure);
        }
    }

    public void Dispose() => handle.Dispose();
}
