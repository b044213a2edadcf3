using System.Text.Json;
using Rsg.Output;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>
/// Writes a training as JSON, one object a line, for scripts: its start, phase 2, steps, epochs, evaluations and its end. The keys are in
/// docs/watching.md; <see cref="MetricsFile"/> reads them back.
/// </summary>
/// <remarks>
/// <para>Each line is in the file when the training goes on, and a file that is there is added to: a training that goes on from a checkpoint writes the
/// epochs that it trains again once more, after a new start line, and the later ones hold.</para>
/// <para>The file is opened when the training begins, not before: a second process that the run's lock refuses does not touch it. In the folder of a run nothing
/// that stands in the file keeps the training from going on: a damaged file is put aside, and epochs whose lines are lost are restored from the newest
/// checkpoint (<see cref="Recovery"/>).</para>
/// <para>Losses on a GPU are waited for where a step is written (<see cref="LogEverySteps"/>).</para>
/// </remarks>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private const int Format = 1;

    private readonly string path;
    private readonly TimeProvider clock;
    private readonly MetricsLineWriter lines;
    private readonly StepInterval interval = StepInterval.Default;
    private LineFile? file;

    /// <summary>Prepares to write a file; it, and the folders above it, are made where they are not there when the training begins.</summary>
    /// <param name="path">The file, by custom <c>metrics.jsonl</c>.</param>
    public JsonLinesObserver(string path)
        : this(path, TimeProvider.System)
    {
    }

    internal JsonLinesObserver(string path, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = Path.GetFullPath(path);
        this.clock = clock;
        lines = new MetricsLineWriter(clock);
    }

    /// <summary>What was done to the file when the training began; <see langword="null"/> where nothing had to be done, and before. It stands in the file and in reports as well.</summary>
    public MetricsRecovery? Recovery { get; private set; }

    /// <summary>Every how many steps of an epoch, from its first, a line is written; not negative, 0 for none. Default 50.</summary>
    public int LogEverySteps
    {
        get => interval.Steps;
        init => interval = StepInterval.Of(value, nameof(LogEverySteps));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is there, is no metrics file, and does not lie in the folder of a run.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder cannot be written to.</exception>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Write(start.FirstEpoch, MetricsEvent.Start, json =>
        {
            json.WriteNumber("format", Format);
            json.WriteString("model", start.Model);
            json.WriteNumber("epochs", start.Epochs);
            json.WriteNumber("firstEpoch", start.FirstEpoch);
            json.WriteNumber("firstStep", start.FirstStep);
            json.WriteNumber("stepsPerEpoch", start.StepsPerEpoch);
            json.WriteNumberOrNull("generateFromEpoch", start.GenerateFromEpoch);
            json.WriteArrayOrNull("classCounts", start.ClassCounts, (writer, count) => writer.WriteNumberValue(count));
            json.WriteArrayOrNull("classNames", start.ClassNames, (writer, name) => writer.WriteStringValue(name));
        });
    }

    /// <inheritdoc/>
    public void OnPhaseChanged(PhaseChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Write(change.Epoch, MetricsEvent.Phase, json =>
        {
            json.WriteNumber("epoch", change.Epoch);
            json.WriteNumber("epochs", change.Epochs);
            json.WriteNumber("phase", change.Phase);
        });
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        if (!interval.Takes(report))
        {
            return;
        }

        Write(report.Epoch, MetricsEvent.Step, json =>
        {
            json.WriteNumber("epoch", report.Epoch);
            json.WriteNumber("step", report.Step);
            json.WriteNumber("stepsPerEpoch", report.StepsPerEpoch);
            json.WriteNumber("phase", report.Phase);
            json.WriteNumberOrNull("learningRate", report.LearningRate);
            MetricsLineWriter.WriteLosses(json, report.Losses);
            json.WriteNumberOrNull("imagesPerSecond", report.ImagesPerSecond);
            json.WriteNumber("elapsedSeconds", report.Elapsed.TotalSeconds);
            json.WriteNumber("remainingSeconds", report.Remaining.TotalSeconds);
        });
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(report.Epoch, MetricsEvent.Epoch, json => MetricsLineWriter.WriteEpoch(json, report));
    }

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (evaluation.On(split) is { } result)
            {
                Write(evaluation.Epoch, MetricsEvent.Evaluation, json => EvaluationLine.Write(json, evaluation.Epoch, split, result));
            }
        }
    }

    /// <inheritdoc/>
    public void OnTrainingFinished(TrainingEnd result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(nextEpoch: 0, MetricsEvent.End, json =>
        {
            json.WriteNumber("epochs", result.Epochs);
            json.WriteNumber("elapsedSeconds", result.Elapsed.TotalSeconds);
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file?.Dispose();

    /// <param name="nextEpoch">The epoch that the training is at: where this is the first line, those before it ought to be in the file.</param>
    /// <param name="name">The event.</param>
    /// <param name="writeMembers">Writes what it tells.</param>
    private void Write(int nextEpoch, string name, Action<Utf8JsonWriter> writeMembers)
    {
        if (file is null)
        {
            Open(nextEpoch);
        }

        file!.Append(lines.Line(name, writeMembers));
    }

    private void Open(int nextEpoch)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Recovery = MetricsRepair.Run(path, nextEpoch, clock);
        file = new LineFile(path);
        if (Recovery is { } recovery)
        {
            file.Append(lines.Line(MetricsEvent.Recovery, json =>
            {
                json.WriteString("putAside", recovery.PutAside);
                json.WriteNumber("unreadLines", recovery.UnreadLines);
                json.WriteArrayOrNull("restoredEpochs", recovery.RestoredEpochs, (writer, epoch) => writer.WriteNumberValue(epoch));
            }));
        }
    }
}
