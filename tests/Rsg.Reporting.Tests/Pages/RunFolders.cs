using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Reporting.Tests.Pages;

/// <summary>Writes folders of runs as trainings do.</summary>
internal static class RunFolders
{
    public static readonly string[] ClassNames = ["cat", "dog", "axolotl"];

    /// <summary>Of 10, 4 and 2 samples 9, 1 and 0 are right: accuracy 10 of 16.</summary>
    public static EvaluationResult Evaluation(int right = 9)
    {
        var confusion = new ConfusionMatrix(3);
        confusion.Add(0, 0, right);
        confusion.Add(0, 1, 10 - right);
        confusion.Add(1, 0, 3);
        confusion.Add(1, 1, 1);
        confusion.Add(2, 0, 2);
        return new EvaluationResult(confusion, new ClassCounts([500, 50, 5]));
    }

    public static EpochReport Epoch(int epoch, int epochs = 4) => new(
        epoch, epochs, epoch < 2 ? 1 : 2, new StepLosses(5 - epoch, 4 - epoch, 10, epoch < 2 ? 0 : 0.25f, epoch < 2 ? 0 : 30), 555, 0.1, 48.25,
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30 * (epoch + 1)), TimeSpan.FromSeconds(3 - epoch));

    /// <summary>A run with an evaluation of the test set after each epoch, which is at its end after the fourth.</summary>
    public static string Write(string folder, int epochs = 4, int right = 9, string[]? classNames = null, int? generateFromEpoch = 2)
    {
        using var observer = new JsonLinesObserver(Path.Combine(folder, ReportedRun.MetricsFileName));
        observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, generateFromEpoch) { ClassCounts = new ClassCounts([500, 50, 5]), ClassNames = classNames ?? ClassNames });
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            observer.OnEpoch(Epoch(epoch));
            observer.OnEvaluated(new EpochEvaluation(epoch, null, Evaluation(epoch == epochs - 1 ? right : 5)));
        }

        if (epochs == 4)
        {
            observer.OnTrainingFinished(new TrainingEnd(4, TimeSpan.FromMinutes(2)));
        }

        return folder;
    }

    /// <summary>A checkpoint of that run, as far as reports read it; the evaluation after epoch 1 is the best.</summary>
    public static void WriteCheckpoint(string folder, int epochs)
    {
        RunEpoch[] history = [.. Enumerable.Range(0, epochs).Select(epoch => new RunEpoch(Epoch(epoch), null, Evaluation(5).Metrics))];
        Directory.CreateDirectory(Path.Combine(folder, "checkpoints"));
        CheckpointFile.Write(
            Path.Combine(folder, "checkpoints", FormattableString.Invariant($"epoch-{epochs:D6}.ckpt")),
            [],
            [new("run", RunRecordJson.Write(new RunRecord(history, new EpochEvaluation(1, null, Evaluation(5)))))]);
    }
}
