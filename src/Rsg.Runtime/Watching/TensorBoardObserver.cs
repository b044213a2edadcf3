using System.Globalization;
using Rsg.Evaluation;
using Rsg.Training;
using SkiaSharp;

namespace Rsg.Watching;

/// <summary>
/// Writes a training for TensorBoard: losses, generated samples, learning rate, speed and phase by step and by epoch, the metrics of every evaluation,
/// the accuracies of the classes, and the confusion matrix as an image. The tags are in docs/watching.md.
/// </summary>
/// <remarks>
/// <para>Steps are counted over the whole training, as if every epoch had as many as the first; everything else is shown by epoch, counted from 0.</para>
/// <para>What counts steps lies in a folder of its own below, which TensorBoard shows as a run beside the other: it can void what it has from an epoch or from a
/// step on, but only of a whole run. So a training that goes on from a checkpoint goes on in the same chart, and what it trains again is shown once.</para>
/// <para>Each observer makes files of its own, when the training begins; that a second process is refused leaves no trace.</para>
/// <para>Losses on a GPU are waited for where a step is written (<see cref="LogEverySteps"/>).</para>
/// </remarks>
public sealed class TensorBoardObserver : ITrainingObserver, IDisposable
{
    /// <summary>Of more classes than this no class has a chart of its own; the confusion matrix shows all.</summary>
    public const int MostClassCharts = 100;

    /// <summary>The folder, in that of the run, of what counts steps.</summary>
    private const string StepsFolder = "steps";

    private readonly EventAxis epochs;
    private readonly EventAxis steps;
    private readonly StepInterval interval = StepInterval.Default;
    private TrainingStart? start;
    private int newestEpoch = -1;
    private (int Epoch, int Step)? newestStep;

    /// <summary>Prepares to write files into a folder, which is made where it is not there when the training begins.</summary>
    /// <param name="folder">The folder of the run. TensorBoard is told of this one, or of one above it to show several runs: <c>tensorboard --logdir runs</c>.</param>
    public TensorBoardObserver(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal TensorBoardObserver(string folder, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        epochs = new EventAxis(folder, clock);
        steps = new EventAxis(Path.Combine(folder, StepsFolder), clock);
    }

    /// <summary>Every how many steps of an epoch, from its first, a point is written; not negative, 0 for none. Default 50.</summary>
    public int LogEverySteps
    {
        get => interval.Steps;
        init => interval = StepInterval.Of(value, nameof(LogEverySteps));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        this.start = start;
        newestEpoch = start.FirstEpoch - 1;
        newestStep = null;
        epochs.RestartAt(start.FirstEpoch);
        if (interval.Steps > 0)
        {
            steps.Open(); // a folder that cannot be written to is an error now
        }
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        if (interval.Steps == 0)
        {
            return;
        }

        int stepsPerEpoch = start?.StepsPerEpoch ?? report.StepsPerEpoch;
        long number = ((long)report.Epoch * stepsPerEpoch) + ((long)report.Step * stepsPerEpoch / report.StepsPerEpoch);
        if (newestStep is not { } newest || (report.Epoch, report.Step).CompareTo(newest) <= 0)
        {
            steps.RestartAt(number); // of a training that went on, or back to a checkpoint
        }

        newestStep = (report.Epoch, report.Step);
        if (interval.Takes(report))
        {
            EventMessage message = steps.At(number);
            AddLosses(message, "step", report.Losses, report.Phase, report.LearningRate, report.ImagesPerSecond);
            steps.Append(message);
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Epoch <= newestEpoch)
        {
            epochs.RestartAt(report.Epoch);
        }

        newestEpoch = report.Epoch;
        EventMessage message = epochs.At(report.Epoch);
        AddLosses(message, "epoch", report.Losses, report.Phase, report.LearningRate, report.ImagesPerSecond);
        message.Scalar("epoch/seconds", report.Duration.TotalSeconds);
        message.Scalar("epoch/skippedImages", report.SkippedImages);
        epochs.Append(message);
    }

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (evaluation.On(split) is { } result)
            {
                epochs.Append(Message(evaluation.Epoch, TrainingRunJson.KeyOf(split), result));
            }
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        epochs.Dispose();
        steps.Dispose();
    }

    private static void AddLosses(EventMessage message, string group, StepLosses losses, int phase, double learningRate, double imagesPerSecond)
    {
        message.Scalar(group + "/loss", losses.Total);
        message.Scalar(group + "/classification", losses.Classification);
        message.Scalar(group + "/cesc", losses.Cesc);
        message.Scalar(group + "/mv", losses.Mv);
        message.Scalar(group + "/generated", losses.Generated);
        message.Scalar(group + "/learningRate", learningRate);
        message.Scalar(group + "/imagesPerSecond", imagesPerSecond);
        message.Scalar(group + "/phase", phase);
    }

    private EventMessage Message(int epoch, string split, EvaluationResult result)
    {
        EventMessage message = epochs.At(epoch);
        foreach ((string key, double? value) in result.Metrics.Values)
        {
            message.Scalar($"{split}/{key}", value);
        }

        message.Scalar(split + "/skippedImages", result.SkippedImages);
        if (result.PerClass.Length <= MostClassCharts)
        {
            foreach (ClassResult entry in result.PerClass)
            {
                message.Scalar($"{split}.classes/{NameOf(entry.Label)}", entry.Accuracy);
            }
        }

        byte[] png = ConfusionImage.Png(result, SKColors.White, out int side);
        return message.Image(split + "/confusion", side, side, png);
    }

    /// <summary>The number of the class, by which two of one name stay apart, and its name.</summary>
    private string NameOf(int label)
    {
        string number = label.ToString("D2", CultureInfo.InvariantCulture);
        return start?.ClassNames is { } names && label < names.Count ? $"{number} {names[label]}" : number;
    }
}
