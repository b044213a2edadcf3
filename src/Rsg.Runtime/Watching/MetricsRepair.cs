using Rsg.Output;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>
/// Makes a metrics file whole before a training adds to it: what cannot be read is put aside, and epochs whose lines are lost are told of as the newest
/// checkpoint knows them. A damaged file of numbers must not keep a training from going on.
/// </summary>
internal static class MetricsRepair
{
    /// <param name="path">The file; it need not be there.</param>
    /// <param name="nextEpoch">The epoch that the training goes on with, counted from 0.</param>
    /// <param name="clock">When it is done.</param>
    /// <returns>What was done; <see langword="null"/> for nothing.</returns>
    /// <exception cref="InvalidDataException">The file is somebody else's: it has no line of a training, and does not lie in the folder of a run.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static MetricsRecovery? Run(string path, int nextEpoch, TimeProvider clock)
    {
        string folder = Path.GetDirectoryName(path)!;
        WholeFile.DeleteLeftovers(path);
        bool isReadable = File.Exists(path);
        MetricsFile there = isReadable ? MetricsFile.ReadWhatIsThere(path) : MetricsFile.None(path);
        bool isNoMetricsFile = Directory.Exists(path) || (isReadable && there.Entries.Count == 0 && !IsBeginningOfLine(path));
        if (isNoMetricsFile && !CheckpointHistory.IsRun(folder))
        {
            throw new InvalidDataException($"'{path}' is there already and is no metrics file; nothing was written to it. Name another file.");
        }

        var restored = new RestoredLines(there, nextEpoch, nextEpoch > 0 ? CheckpointHistory.Read(folder) : RunRecord.Empty, clock);
        int[] numbers = [.. restored.Numbers];
        if (isNoMetricsFile || there.UnreadLines > 0 || IsBeforeOthers(restored, there, nextEpoch))
        {
            string aside = PutAside(path);
            WholeFile.Write(path, stream => WriteWhole(stream, there, aside, restored, numbers));
            return new MetricsRecovery(Path.GetFileName(aside), there.UnreadLines, [.. numbers]);
        }

        if (numbers.Length == 0)
        {
            return null;
        }

        using var lines = new LineFile(path);
        foreach (int number in numbers)
        {
            lines.Append(stream =>
            {
                restored.WriteEpoch(number, stream);
                restored.WriteEvaluations(number, stream);
            });
        }

        return new MetricsRecovery(PutAside: null, UnreadLines: 0, [.. numbers]);
    }

    /// <summary>Whether lines at the end would void lines that hold.</summary>
    private static bool IsBeforeOthers(RestoredLines restored, MetricsFile there, int nextEpoch) =>
        restored.Epochs.Count > 0 && there.Entries.Any(entry => entry.Epoch < nextEpoch && entry.IsAtOrBehind(restored.Epochs[0].Epoch, MetricsEntry.WholeEpoch));

    /// <summary>Whether a file is what is left of a first line that was cut off; one that is empty is as well.</summary>
    private static bool IsBeginningOfLine(string path)
    {
        var start = new byte[MetricsEvent.LineStart.Length];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return MetricsEvent.LineStart.StartsWith(start.AsSpan(0, length));
    }

    /// <summary>Keeps what is there under another name. A file stays, until another takes its place as a whole.</summary>
    private static string PutAside(string path)
    {
        string aside = DamagedName.For(path);
        if (Directory.Exists(path))
        {
            Directory.Move(path, aside);
        }
        else
        {
            File.Copy(path, aside);
        }

        return aside;
    }

    /// <summary>Writes the lines that hold, as they were, and restored ones in their places.</summary>
    private static void WriteWhole(Stream stream, MetricsFile there, string aside, RestoredLines restored, int[] numbers)
    {
        var epochs = new Queue<int>(numbers);
        var evaluations = new Queue<int>(numbers);
        using (FileStream? old = there.Entries.Count == 0 ? null : new FileStream(aside, FileMode.Open, FileAccess.Read))
        {
            foreach (MetricsEntry entry in there.Entries)
            {
                WriteRestored(epoch => entry.IsAtOrBehind(epoch, MetricsEntry.WholeEpoch), epoch => entry.Epoch > epoch);
                var line = new byte[entry.Length + 1];
                old!.Position = entry.Offset;
                old.ReadExactly(line);
                stream.Write(line);
            }
        }

        WriteRestored(_ => true, _ => true);

        // An epoch's own line stands before its evaluations, whichever of them are left.
        void WriteRestored(Func<int, bool> isTimeOfEpoch, Func<int, bool> isTimeOfEvaluations)
        {
            while (epochs.TryPeek(out int epoch) && isTimeOfEpoch(epoch))
            {
                WriteEvaluationsWhile(earlier => earlier < epoch);
                restored.WriteEpoch(epochs.Dequeue(), stream);
            }

            WriteEvaluationsWhile(isTimeOfEvaluations);
        }

        void WriteEvaluationsWhile(Func<int, bool> isTime)
        {
            while (evaluations.TryPeek(out int epoch) && isTime(epoch))
            {
                restored.WriteEvaluations(evaluations.Dequeue(), stream);
            }
        }
    }
}
