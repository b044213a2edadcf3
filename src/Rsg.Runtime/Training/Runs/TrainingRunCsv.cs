using System.Text;
using Rsg.Evaluation;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>Writes the history of a <see cref="TrainingRunResult"/> as comma-separated values, one row an epoch.</summary>
internal static class TrainingRunCsv
{
    private const string SkippedImages = "skippedImages";

    private static readonly string[] OfTraining =
        ["epoch", "phase", "learningRate", "loss", "classification", "cesc", "mv", "images", "generated", "seconds", SkippedImages];

    public static string Of(TrainingRunResult result)
    {
        string[] keys = [.. result.Last.On(Split.Test) is { } test ? Keys(test) : Keys(result.Last.Validation!)];
        string[] columns = [.. keys, SkippedImages];
        var text = new StringBuilder();
        Csv.AppendRow(text, [.. OfTraining, .. columns.Select(key => "validation." + key), .. columns.Select(key => "test." + key), "selection"]);
        foreach (RunEpoch epoch in result.History)
        {
            EpochReport training = epoch.Training;
            Csv.AppendRow(
                text,
                [
                    training.Epoch,
                    training.Phase,
                    training.LearningRate,
                    training.Losses.Total,
                    training.Losses.Classification,
                    training.Losses.Cesc,
                    training.Losses.Mv,
                    training.Images,
                    training.Losses.Generated,
                    training.Duration.TotalSeconds,
                    training.SkippedImages,
                    .. Values(epoch.Validation, keys.Length),
                    epoch.SkippedInValidation,
                    .. Values(epoch.Test, keys.Length),
                    epoch.SkippedInTest,
                    epoch.Epoch == result.Best?.Epoch ? result.Selection : null,
                ]);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Keys(EvaluationResult result) => result.Metrics.Values.Select(metric => metric.Key);

    private static IEnumerable<object?> Values(EvaluationMetrics? metrics, int count) =>
        metrics is null ? new object?[count] : metrics.Values.Select(metric => (object?)metric.Value);
}
