using Rsg.Training;

namespace Rsg.Watching;

/// <summary>What the checkpoints of a run's folder know of its epochs: where lines of metrics are lost, theirs are not.</summary>
internal static class CheckpointHistory
{
    /// <summary>Reads the newest checkpoint that can be read, also while the run goes on.</summary>
    /// <returns>What the run knew then; nothing where no checkpoint can be read.</returns>
    public static RunRecord Read(string runFolder)
    {
        foreach (string file in Files(Path.Combine(runFolder, RunFolder.CheckpointsName)))
        {
            try
            {
                return RunCheckpoint.ReadRecord(file);
            }
            catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
            {
                // Damaged, or deleted meanwhile by the run that is going on: an older one knows nearly as much.
            }
        }

        return RunRecord.Empty;
    }

    /// <summary>Whether a folder is that of a run.</summary>
    public static bool IsRun(string folder) =>
        File.Exists(Path.Combine(folder, RunFolder.ManifestName)) || Directory.Exists(Path.Combine(folder, RunFolder.CheckpointsName));

    /// <summary>The newest first, which their names say.</summary>
    private static string[] Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*" + RunFolder.FileEnd).OrderDescending(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
