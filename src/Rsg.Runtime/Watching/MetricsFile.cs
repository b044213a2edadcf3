using System.Collections.Immutable;
using System.Text.Json;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>What a metrics file tells of a training: also of one that is going on, or was killed.</summary>
/// <remarks>
/// Where epochs were trained again (after a checkpoint), what was written last holds: a start line voids its first epoch and all later ones, a line
/// of an epoch everything that earlier lines said of it and of later epochs; an evaluation takes the place of an earlier one of the same epoch and set.
/// </remarks>
public sealed class MetricsFile
{
    private readonly List<StepReport> steps = [];
    private readonly List<EpochReport> epochs = [];
    private readonly List<LoggedEvaluation> evaluations = [];
    private readonly string path;
    private TrainingStart? start;

    private MetricsFile(string path) => this.path = path;

    /// <summary>What was trained, by the last start line.</summary>
    public TrainingStart Start => start!;

    /// <summary>The steps that were written, in order.</summary>
    public ImmutableArray<StepReport> Steps => [.. steps];

    /// <summary>The epochs that were done, in order.</summary>
    public ImmutableArray<EpochReport> Epochs => [.. epochs];

    /// <summary>The evaluations, by epoch.</summary>
    public ImmutableArray<LoggedEvaluation> Evaluations => [.. evaluations.OrderBy(evaluation => evaluation.Epoch).ThenBy(evaluation => evaluation.Split)];

    /// <summary>The end of the training; <see langword="null"/> when it has not come.</summary>
    public TrainingEnd? End { get; private set; }

    /// <summary>Lines that say nothing that can be understood, such as one that was cut off.</summary>
    public int UnreadLines { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no start line, so that it is no metrics file.</exception>
    public static MetricsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var metrics = new MetricsFile(Path.GetFullPath(path));
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach ((long offset, ReadOnlyMemory<byte> line) in ByteLines.Of(stream))
        {
            metrics.Take(line, offset);
        }

        return metrics.start is null ? throw new InvalidDataException($"'{path}' has no line that tells of the start of a training; it is no metrics file.") : metrics;
    }

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
                ForgetFrom(start.FirstEpoch, step: 0);
                End = null;
                break;
            case MetricsEvent.Step when start is not null:
                StepReport step = MetricsLine.Step(line, start);
                ForgetFrom(step.Epoch, step.Step);
                steps.Add(step);
                break;
            case MetricsEvent.Epoch:
                EpochReport epoch = MetricsLine.Epoch(line);
                ForgetFrom(epoch.Epoch, step: int.MaxValue); // its own steps stay: they come before it
                epochs.Add(epoch);
                break;
            case MetricsEvent.Phase:
                ForgetFrom(MetricsLine.Int(line, "epoch"), step: 0);
                break;
            case MetricsEvent.Evaluation:
                int after = MetricsLine.Int(line, "epoch");
                Split split = EvaluationLine.SplitOf(line);
                var evaluation = new LoggedEvaluation(after, split, EvaluationLine.Read(line), path, offset, length);
                evaluations.RemoveAll(other => other.Epoch == after && other.Split == split);
                evaluations.Add(evaluation);
                break;
            case MetricsEvent.End:
                End = MetricsLine.End(line);
                break;
            default:
                break; // of a later version, which may have more
        }
    }

    private void ForgetFrom(int epoch, int step)
    {
        RemoveLast(steps, other => other.Epoch > epoch || (other.Epoch == epoch && other.Step >= step));
        RemoveLast(epochs, other => other.Epoch >= epoch);
        RemoveLast(evaluations, other => other.Epoch >= epoch);
    }

    /// <summary>All lists are in order, so that what is void stands at their ends.</summary>
    private static void RemoveLast<T>(List<T> list, Predicate<T> isVoid)
    {
        int kept = list.FindLastIndex(entry => !isVoid(entry)) + 1;
        list.RemoveRange(kept, list.Count - kept);
    }
}
