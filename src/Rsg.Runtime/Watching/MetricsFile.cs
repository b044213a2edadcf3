using System.Collections.Immutable;
using System.Text.Json;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>What a metrics file tells of a training: also of one that is going on, or was killed.</summary>
/// <remarks>
/// Where epochs were trained again (after a checkpoint), what was written last holds: a start line voids what earlier lines say of its first step and of all
/// later ones, a line of an epoch everything that earlier lines said of it and of later epochs; an evaluation takes the place of an earlier one of the same epoch and set.
/// </remarks>
public sealed class MetricsFile
{
    /// <summary>The lines that hold, in the order of what they tell.</summary>
    private readonly List<MetricsEntry> entries = [];
    private readonly string path;
    private TrainingStart? start;

    private MetricsFile(string path) => this.path = path;

    /// <summary>What was trained, by the last start line.</summary>
    public TrainingStart Start => start!;

    /// <summary>The steps that were written, in order.</summary>
    public ImmutableArray<StepReport> Steps => [.. Contents<StepReport>().Select(step => start is null ? step : step with { Epochs = start.Epochs })];

    /// <summary>The epochs that were done, in order.</summary>
    public ImmutableArray<EpochReport> Epochs => [.. Contents<EpochReport>()];

    /// <summary>The evaluations, by epoch.</summary>
    public ImmutableArray<LoggedEvaluation> Evaluations => [.. Contents<LoggedEvaluation>().OrderBy(evaluation => evaluation.Epoch).ThenBy(evaluation => evaluation.Split)];

    /// <summary>The end of the training; <see langword="null"/> when it has not come.</summary>
    public TrainingEnd? End { get; private set; }

    /// <summary>What was done to the file when the training went on, each time.</summary>
    public ImmutableArray<MetricsRecovery> Recoveries => [.. Contents<MetricsRecovery>()];

    /// <summary>The epochs, counted from 0, of which something was restored from a checkpoint, because the training's own lines were lost.</summary>
    public ImmutableArray<int> RestoredEpochs => [.. entries.Where(entry => entry.IsRestored).Select(entry => entry.Epoch).Distinct()];

    /// <summary>Lines that say nothing that can be understood, such as one that was cut off.</summary>
    public int UnreadLines { get; private set; }

    /// <summary>Whether there is a line that says what was trained.</summary>
    internal bool HasStart => start is not null;

    /// <inheritdoc cref="entries"/>
    internal IReadOnlyList<MetricsEntry> Entries => entries;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no start line, so that it is no metrics file.</exception>
    public static MetricsFile Read(string path)
    {
        MetricsFile metrics = ReadWhatIsThere(path);
        return metrics.HasStart ? metrics : throw new InvalidDataException($"'{path}' has no line that tells of the start of a training; it is no metrics file.");
    }

    /// <summary>Reads what can be read of a file, whatever it is.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static MetricsFile ReadWhatIsThere(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var metrics = new MetricsFile(Path.GetFullPath(path));
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach ((long offset, ReadOnlyMemory<byte> line) in ByteLines.Of(stream))
        {
            metrics.Take(line, offset);
        }

        return metrics;
    }

    /// <summary>What a file tells that is not there.</summary>
    internal static MetricsFile None(string path) => new(Path.GetFullPath(path));

    private IEnumerable<T> Contents<T>() => entries.Select(entry => entry.Content).OfType<T>();

    private void Take(ReadOnlyMemory<byte> line, long offset)
    {
        try
        {
            using JsonDocument json = MetricsLine.Parse(line);
            Take(json.RootElement, offset, line.Length);
        }
        catch (Exception error) when (MetricsLine.IsUnreadable(error))
        {
            UnreadLines++;
        }
    }

    private void Take(JsonElement line, long offset, int length)
    {
        switch (MetricsLine.Text(line, MetricsEvent.Key))
        {
            case MetricsEvent.Start:
                start = MetricsLine.Start(line);
                ForgetFrom(start.FirstEpoch, start.FirstStep == 0 ? MetricsEntry.BeforeSteps : start.FirstStep);
                End = null;
                Add(MetricsEntry.NoEpoch, MetricsEntry.BeforeSteps, start);
                break;
            case MetricsEvent.Step:
                StepReport step = MetricsLine.Step(line);
                ForgetFrom(step.Epoch, step.Step);
                Add(step.Epoch, step.Step, step);
                break;
            case MetricsEvent.Epoch:
                EpochReport epoch = MetricsLine.Epoch(line);
                ForgetFrom(epoch.Epoch, MetricsEntry.WholeEpoch); // its own steps stay: they come before it
                Add(epoch.Epoch, MetricsEntry.WholeEpoch, epoch);
                break;
            case MetricsEvent.Phase:
                int begun = MetricsLine.Int(line, "epoch");
                ForgetFrom(begun, MetricsEntry.BeforeSteps);
                Add(begun, MetricsEntry.BeforeSteps, null);
                break;
            case MetricsEvent.Evaluation:
                int after = MetricsLine.Int(line, "epoch");
                Split split = EvaluationLine.SplitOf(line);
                LoggedEvaluation evaluation = EvaluationLine.HasClasses(line)
                    ? new LoggedEvaluation(after, split, EvaluationLine.Read(line), path, offset, length)
                    : EvaluationLine.ReadMetrics(line, after, split);
                ForgetEvaluation(after, split);
                Add(after, MetricsEntry.WholeEpoch, evaluation);
                break;
            case MetricsEvent.End:
                End = MetricsLine.End(line);
                Add(MetricsEntry.NoEpoch, MetricsEntry.BeforeSteps, End);
                break;
            case MetricsEvent.Recovery:
                Add(MetricsEntry.NoEpoch, MetricsEntry.BeforeSteps, MetricsLine.Recovery(line));
                break;
            default:
                break; // of a later version, which may have more
        }

        void Add(int epoch, int step, object? content)
        {
            // An evaluation that is made later stands with its epoch; all others come last.
            int place = epoch < 0 ? entries.Count : entries.FindLastIndex(entry => entry.Epoch < 0 || (entry.Epoch, entry.Step).CompareTo((epoch, step)) <= 0) + 1;
            entries.Insert(place, new MetricsEntry(epoch, step, offset, length, content) { IsRestored = MetricsLine.IsRestored(line) });
        }
    }

    private void ForgetEvaluation(int epoch, Split split)
    {
        for (int place = entries.Count - 1; place >= 0 && (entries[place].Epoch < 0 || entries[place].Epoch >= epoch); place--)
        {
            if (entries[place].Content is LoggedEvaluation other && other.Epoch == epoch && other.Split == split)
            {
                entries.RemoveAt(place);
            }
        }
    }

    /// <summary>Takes out what is void; it stands at the end, but for lines that tell of no epoch.</summary>
    private void ForgetFrom(int epoch, int step)
    {
        int kept = entries.FindLastIndex(entry => entry.Epoch >= 0 && !entry.IsAtOrBehind(epoch, step)) + 1;
        if (kept < entries.Count)
        {
            MetricsEntry[] ofNoEpoch = [.. entries.Skip(kept).Where(entry => entry.Epoch < 0)];
            entries.RemoveRange(kept, entries.Count - kept);
            entries.AddRange(ofNoEpoch);
        }
    }
}
