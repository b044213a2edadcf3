namespace Rsg.Training;

/// <summary>
/// Keeps a second process, or a second run of this one, out of a run's folder. An open handle is the lock, so that the operating system takes it back when a
/// process ends, however it ends. The file stays: deleting it would let two in.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = "run.lock";

    // What an IOException has in its HResult where a file is open elsewhere: Windows' ERROR_SHARING_VIOLATION, and EWOULDBLOCK of Linux and macOS, where .NET locks with flock.
    private static readonly int[] InUse = OperatingSystem.IsWindows() ? [unchecked((int)0x80070020)] : OperatingSystem.IsMacOS() ? [35] : [11];

    private readonly FileStream handle;

    private RunLock(FileStream handle) => this.handle = handle;

    /// <exception cref="IOException">Another run has the folder, or it cannot be written to.</exception>
    public static RunLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (InUse.Contains(failure.HResult))
        {
            throw new IOException($"'{folder}' is in use: another run writes its checkpoints there ('{FileName}' is locked). End that one, or choose another folder.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{folder}' cannot be written to: {failure.Message} Make room, give the right to write, or choose another folder.", failure);
        }
    }

    public void Dispose() => handle.Dispose();
}
