using System.Text.Json;
using Rsg.Evaluation;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>The lines of a metrics file that are lost, as a checkpoint has them.</summary>
internal sealed class RestoredLines
{
    private readonly RunRecord record;
    private readonly TimeProvider clock;

    /// <param name="there">What the file still tells.</param>
    /// <param name="nextEpoch">The epoch that the training goes on with; only those before it are restored.</param>
    /// <param name="record">What the checkpoint knows.</param>
    /// <param name="clock">When they are restored.</param>
    public RestoredLines(MetricsFile there, int nextEpoch, RunRecord record, TimeProvider clock)
    {
        this.record = record;
        this.clock = clock;
        HashSet<int> epochs = [.. there.Epochs.Select(epoch => epoch.Epoch)];
        HashSet<(int, Split)> evaluations = [.. there.Evaluations.Select(evaluation => (evaluation.Epoch, evaluation.Split))];
        RunEpoch[] before = [.. record.History.Where(epoch => epoch.Epoch < nextEpoch)];
        Epochs = [.. before.Where(epoch => !epochs.Contains(epoch.Epoch))];
        Evaluations = [.. before.SelectMany(epoch => Enum.GetValues<Split>().Select(split => (Epoch: epoch, Split: split)))
            .Where(one => MetricsOf(one.Epoch, one.Split) is not null && !evaluations.Contains((one.Epoch.Epoch, one.Split)))];
    }

    /// <summary>The epochs without a line.</summary>
    public IReadOnlyList<RunEpoch> Epochs { get; }

    /// <summary>The evaluations without a line.</summary>
    public IReadOnlyList<(RunEpoch Epoch, Split Split)> Evaluations { get; }

    /// <summary>The numbers of the epochs of which something is restored.</summary>
    public IEnumerable<int> Numbers => Epochs.Concat(Evaluations.Select(one => one.Epoch)).Select(epoch => epoch.Epoch).Distinct().Order();

    /// <summary>Writes the line of an epoch, where it is lost.</summary>
    public void WriteEpoch(int number, Stream stream)
    {
        foreach (RunEpoch epoch in Epochs.Where(epoch => epoch.Epoch == number))
        {
            stream.Write(new MetricsLineWriter(clock).Line(MetricsEvent.Epoch, json =>
            {
                MetricsLineWriter.WriteEpoch(json, epoch.Training);
                WriteSource(json);
            }));
        }
    }

    /// <summary>Writes the lines of an epoch's evaluations that are lost; they belong behind that of the epoch.</summary>
    public void WriteEvaluations(int number, Stream stream)
    {
        foreach ((RunEpoch epoch, Split split) in Evaluations.Where(one => one.Epoch.Epoch == number))
        {
            stream.Write(new MetricsLineWriter(clock).Line(MetricsEvent.Evaluation, json =>
            {
                if (record.Best is { } best && best.Epoch == number && best.On(split) is { } whole)
                {
                    EvaluationLine.Write(json, number, split, whole);
                }
                else
                {
                    EvaluationLine.Write(json, number, split, MetricsOf(epoch, split)!, (split == Split.Test ? epoch.SkippedInTest : epoch.SkippedInValidation) ?? 0);
                }

                WriteSource(json);
            }));
        }
    }

    private static EvaluationMetrics? MetricsOf(RunEpoch epoch, Split split) => split == Split.Test ? epoch.Test : epoch.Validation;

    private static void WriteSource(Utf8JsonWriter json) => json.WriteString(MetricsEvent.Source, MetricsEvent.CheckpointSource);
}
