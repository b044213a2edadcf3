using System.Buffers;
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
/// <para>Losses on a GPU are waited for where a step is written (<see cref="LogEverySteps"/>).</para>
/// </remarks>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private const int Format = 1;

    private readonly LineFile file;
    private readonly TimeProvider clock;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly StepInterval interval = StepInterval.Default;

    /// <summary>Opens a file, or makes one and the folders above it.</summary>
    /// <param name="path">The file, by custom <c>metrics.jsonl</c>.</param>
    /// <exception cref="InvalidDataException">The file is there and is no metrics file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public JsonLinesObserver(string path)
        : this(path, TimeProvider.System)
    {
    }

    internal JsonLinesObserver(string path, TimeProvider clock)
    {
        file = new LineFile(path);
        this.clock = clock;
    }

    /// <summary>Every how many steps of an epoch, from its first, a line is written; not negative, 0 for none. Default 50.</summary>
    public int LogEverySteps
    {
        get => interval.Steps;
        init => interval = StepInterval.Of(value, nameof(LogEverySteps));
    }

    /// <inheritdoc/>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Write(MetricsEvent.Start, json =>
        {
            json.WriteNumber("format", Format);
            json.WriteString("model", start.Model);
            json.WriteNumber("epochs", start.Epochs);
            json.WriteNumber("firstEpoch", start.FirstEpoch);
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
        Write(MetricsEvent.Phase, json =>
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

        Write(MetricsEvent.Step, json =>
        {
            json.WriteNumber("epoch", report.Epoch);
            json.WriteNumber("step", report.Step);
            json.WriteNumber("stepsPerEpoch", report.StepsPerEpoch);
            json.WriteNumber("phase", report.Phase);
            json.WriteNumberOrNull("learningRate", report.LearningRate);
            WriteLosses(json, report.Losses);
            json.WriteNumberOrNull("imagesPerSecond", report.ImagesPerSecond);
            json.WriteNumber("elapsedSeconds", report.Elapsed.TotalSeconds);
            json.WriteNumber("remainingSeconds", report.Remaining.TotalSeconds);
        });
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(MetricsEvent.Epoch, json =>
        {
            json.WriteNumber("epoch", report.Epoch);
            json.WriteNumber("epochs", report.Epochs);
            json.WriteNumber("phase", report.Phase);
            json.WriteNumberOrNull("learningRate", report.LearningRate);
            WriteLosses(json, report.Losses);
            json.WriteNumber("images", report.Images);
            json.WriteNumber("skippedImages", report.SkippedImages);
            json.WriteNumberOrNull("imagesPerSecond", report.ImagesPerSecond);
            json.WriteNumber("seconds", report.Duration.TotalSeconds);
            json.WriteNumber("elapsedSeconds", report.Elapsed.TotalSeconds);
            json.WriteNumber("remainingSeconds", report.Remaining.TotalSeconds);
        });
    }

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (evaluation.On(split) is { } result)
            {
                Write(MetricsEvent.Evaluation, json => EvaluationLine.Write(json, evaluation.Epoch, split, result));
            }
        }
    }

    /// <inheritdoc/>
    public void OnTrainingFinished(TrainingEnd result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(MetricsEvent.End, json =>
        {
            json.WriteNumber("epochs", result.Epochs);
            json.WriteNumber("elapsedSeconds", result.Elapsed.TotalSeconds);
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static void WriteLosses(Utf8JsonWriter json, StepLosses losses)
    {
        json.WriteNumberOrNull("loss", losses.Total);
        json.WriteNumberOrNull("classification", losses.Classification);
        json.WriteNumberOrNull("cesc", losses.Cesc);
        json.WriteNumberOrNull("mv", losses.Mv);
        json.WriteNumber("generated", losses.Generated);
    }

    private void Write(string name, Action<Utf8JsonWriter> writeMembers)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString(MetricsEvent.Key, name);
            json.WriteString("time", clock.GetUtcNow());
            writeMembers(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        file.Append(line.WrittenSpan);
    }
}
