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
/// <para>Each observer makes a file of its own in the folder, of which TensorBoard shows all together: a training that goes on from a checkpoint goes on in the same chart.</para>
/// <para>Losses on a GPU are waited for where a step is written (<see cref="LogEverySteps"/>).</para>
/// </remarks>
public sealed class TensorBoardObserver : ITrainingObserver, IDisposable
{
    /// <summary>Of more classes than this no class has a chart of its own; the confusion matrix shows all.</summary>
    public const int MostClassCharts = 100;

    private readonly EventFile file;
    private readonly TimeProvider clock;
    private readonly StepInterval interval = StepInterval.Default;
    private TrainingStart? start;

    /// <summary>Makes a file in a folder, and the folder where it is not there.</summary>
    /// <param name="folder">The folder of the run. TensorBoard is told of this one, or of one above it to show several runs: <c>tensorboard --logdir runs</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public TensorBoardObserver(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal TensorBoardObserver(string folder, TimeProvider clock)
    {
        file = new EventFile(folder, clock.GetUtcNow());
        this.clock = clock;
    }

    /// <summary>Every how many steps of an epoch, from its first, a point is written; not negative, 0 for none. Default 50.</summary>
    public int LogEverySteps
    {
        get => interval.Steps;
        init => interval = StepInterval.Of(value, nameof(LogEverySteps));
    }

    /// <inheritdoc/>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        this.start = start;
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        if (!interval.Takes(report))
        {
            return;
        }

        int stepsPerEpoch = start?.StepsPerEpoch ?? report.StepsPerEpoch;
        long step = ((long)report.Epoch * stepsPerEpoch) + ((long)report.Step * stepsPerEpoch / report.StepsPerEpoch);
        EventMessage message = Event(step);
        AddLosses(message, "step", report.Losses, report.Phase, report.LearningRate, report.ImagesPerSecond);
        file.Append(message);
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        EventMessage message = Event(report.Epoch);
        AddLosses(message, "epoch", report.Losses, report.Phase, report.LearningRate, report.ImagesPerSecond);
        message.Scalar("epoch/seconds", report.Duration.TotalSeconds);
        message.Scalar("epoch/skippedImages", report.SkippedImages);
        file.Append(message);
    }

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (evaluation.On(split) is { } result)
            {
                file.Append(Message(evaluation.Epoch, TrainingRunJson.KeyOf(split), result));
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

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
        EventMessage message = Event(epoch);
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

    private EventMessage Event(long step) => new(clock.GetUtcNow(), step);
}
