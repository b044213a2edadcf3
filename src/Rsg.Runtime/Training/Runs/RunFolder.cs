using System.Globalization;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>The folder of a run: its lock, and its checkpoints with what of them is kept. Its layout is in docs/runs.md.</summary>
internal sealed class RunFolder : IDisposable
{
    public const string ManifestName = "manifest.json";
    public const string ResultName = "result.json";
    public const string CheckpointsName = "checkpoints";
    public const string FileEnd = ".ckpt";

    private const string FileStart = "epoch-";
    private const string StepStart = "-step-";

    // What lies in a run's folder beside its checkpoints, by custom where the run does not write it itself.
    private static readonly string[] WrittenAsAWhole = [ManifestName, ResultName, "best.safetensors", "best.onnx", "report.html"];

    // A checkpoint before the first step has neither velocities nor the best epoch's weights.
    private const int LargestOverFirst = 3;

    private readonly RunLock runLock;
    private readonly string checkpoints;

    private RunFolder(string path, RunLock runLock)
    {
        Path = path;
        this.runLock = runLock;
        checkpoints = System.IO.Path.Combine(path, CheckpointsName);
    }

    public string Path { get; }

    public string ManifestPath => PathOf(ManifestName);

    /// <summary>Whether there is a run here to go on from, or its result.</summary>
    public bool HasRun => HasResult || Checkpoints().Count > 0;

    /// <summary>Whether a step was made here, so that something would be lost with the run.</summary>
    public bool HasTraining => HasResult || Checkpoints().Any(one => (one.Epoch, one.Step) != (0, 0));

    private bool HasResult => File.Exists(PathOf(ResultName));

    /// <summary>Makes the folder where there is none, and takes it for this run alone.</summary>
    /// <exception cref="IOException">Another run has it, or it cannot be made.</exception>
    public static RunFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new IOException($"'{path}' is a file; a run needs a folder of its own.");
        }

        Directory.CreateDirectory(System.IO.Path.Combine(path, CheckpointsName));
        var folder = new RunFolder(path, RunLock.Take(path));
        folder.DeleteUnfinished();
        return folder;
    }

    /// <summary>Requires that a run was begun here, or none, as was said.</summary>
    /// <exception cref="InvalidOperationException">It is otherwise.</exception>
    public void RequireExpected(ResumeMode resume)
    {
        if (resume == ResumeMode.Never && HasRun)
        {
            throw new InvalidOperationException($"'{Path}' has a run already. Set Resume to go on from it, or choose another folder.");
        }

        if (resume == ResumeMode.Required && !HasRun)
        {
            throw new InvalidOperationException($"'{Path}' has no run to go on from. Set Resume to IfPresent to begin one where there is none.");
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The complete checkpoints, the newest first. Whether they are undamaged, and files at all, is found when one is opened.</summary>
    public IReadOnlyList<(int Epoch, int Step, string File)> Checkpoints() => Directory.Exists(checkpoints) ? CheckpointsIn(Path) : [];

    /// <summary>Whether there is a checkpoint of a place.</summary>
    public bool Has(int epoch, int step) => File.Exists(FileOf(epoch, step));

    /// <summary>The same of a folder that somebody else may have.</summary>
    /// <exception cref="DirectoryNotFoundException">It has no checkpoints.</exception>
    public static IReadOnlyList<(int Epoch, int Step, string File)> CheckpointsIn(string runFolder) =>
    [
        .. Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(runFolder, CheckpointsName), FileStart + "*" + FileEnd)
            .Select(file => (Place: PlaceOf(file), File: file))
            .Where(one => one.Place is not null)
            .Select(one => (one.Place!.Value.Epoch, one.Place.Value.Step, one.File))
            .OrderByDescending(one => one.Epoch).ThenByDescending(one => one.Step),
    ];

    /// <summary>Writes a checkpoint, reads it back, and then deletes those that the policy does not keep.</summary>
    /// <param name="epoch">The epoch that is next in it, or was begun.</param>
    /// <param name="step">How many of its steps are done.</param>
    /// <param name="bestEpoch">The one that is next in the best epoch's; <see langword="null"/> when there is none.</param>
    /// <param name="policy">What is kept.</param>
    /// <param name="write">Writes to a path.</param>
    /// <exception cref="IOException">It cannot be written; the older ones are still there.</exception>
    public void Save(int epoch, int step, int? bestEpoch, CheckpointPolicy policy, Action<string> write)
    {
        var file = FileOf(epoch, step);
        try
        {
            Directory.CreateDirectory(checkpoints); // somebody may have deleted it since
            write(file);
            RequireWhole(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var older = Checkpoints().Where(one => one.File != file).Select(one => System.IO.Path.GetFileName(one.File)).ToArray();
            throw new IOException(
                $"The checkpoint '{file}' cannot be written: {failure.Message} " +
                (older.Length == 0 ? "The folder has no other." : $"Older ones are untouched: {string.Join(", ", older)}. Make room or give the right to write, and go on from there (Resume)."),
                failure);
        }

        var there = Checkpoints();
        var kept = there.Where(one => one.Step == 0).Take(policy.KeepLast).Concat(there.Take(1)).Select(one => one.File).ToHashSet(StringComparer.Ordinal);
        foreach (var old in there.Where(one => File.Exists(one.File) && !kept.Contains(one.File) && !(policy.KeepBest && one.Step == 0 && one.Epoch == bestEpoch)))
        {
            File.Delete(old.File);
        }
    }

    /// <summary>Whether the disk has room for all checkpoints that a policy keeps, judged by those that are there; better to know before the first epoch than after the last.</summary>
    /// <exception cref="IOException">It has not.</exception>
    public void RequireRoom(CheckpointPolicy policy)
    {
        var there = Checkpoints().Where(one => File.Exists(one.File)).Select(one => (one.Epoch, new FileInfo(one.File).Length)).ToArray();
        var needed = MissingBytes(there, policy);
        if (FreeSpace() is { } free && free < needed)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of '{Path}' has {free / 1e6:F0} MB left, and the checkpoints that are still to come can need {needed / 1e6:F0} MB. Make room, keep fewer (CheckpointPolicy), or choose another folder."));
        }
    }

    /// <summary>How much more room the checkpoints of a policy can need than those that are there have.</summary>
    internal static long MissingBytes(IReadOnlyCollection<(int Epoch, long Length)> there, CheckpointPolicy policy)
    {
        var largest = there.Max(one => one.Epoch == 0 ? LargestOverFirst * one.Length : one.Length);
        return Math.Max(0, (policy.MostAtOnce * largest) - there.Sum(one => one.Length));
    }

    /// <summary>Deletes a run of which no step was made, so that another one begins here.</summary>
    public void DeleteUntrained()
    {
        File.Delete(ManifestPath);
        foreach (var checkpoint in Checkpoints().Where(one => (one.Epoch, one.Step) == (0, 0)))
        {
            File.Delete(checkpoint.File);
        }
    }

    /// <summary>Puts a damaged checkpoint aside, so that the one before it is the newest.</summary>
    public static void PutAside(string file)
    {
        if (Directory.Exists(file))
        {
            Directory.Move(file, DamagedName.For(file));
        }
        else
        {
            File.Move(file, DamagedName.For(file));
        }
    }

    public void Dispose() => runLock.Dispose();

    /// <summary>Reads a new checkpoint back: a disk may take what it does not give back.</summary>
    private static void RequireWhole(string file)
    {
        try
        {
            CheckpointFile.Open(file).Dispose();
        }
        catch (CheckpointException failure)
        {
            PutAside(file);
            throw new IOException($"What was read back is not what was written. {failure.What}", failure);
        }
    }

    private string FileOf(int epoch, int step) => System.IO.Path.Combine(
        checkpoints,
        string.Create(CultureInfo.InvariantCulture, $"{FileStart}{epoch:D6}") + (step == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{StepStart}{step:D8}")) + FileEnd);

    private static (int Epoch, int Step)? PlaceOf(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var numbers = name[FileStart.Length..^FileEnd.Length].Split(StepStart);
        return numbers.Length <= 2 && Number(numbers[0]) is { } epoch && (numbers.Length == 1 ? 0 : Number(numbers[1])) is { } step ? (epoch, step) : null;

        static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A process that was killed while it wrote leaves a temporary file. Under the lock nobody else writes one.</summary>
    private void DeleteUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(checkpoints, FileStart + "*" + FileEnd + WholeFile.TemporaryPattern))
        {
            File.Delete(file);
        }

        Array.ForEach(WrittenAsAWhole, name => WholeFile.DeleteLeftovers(PathOf(name)));
    }

    /// <summary>What a user may write there; <see langword="null"/> where the system does not say.</summary>
    private long? FreeSpace()
    {
        try
        {
            return new DriveInfo(Path).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
