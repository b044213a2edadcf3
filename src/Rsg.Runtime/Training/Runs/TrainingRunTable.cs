using System.Globalization;
using System.Text;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>Prints a <see cref="TrainingRunResult"/> as text.</summary>
internal static class TrainingRunTable
{
    private static readonly string[] Titles = ["Epoch", "Set", "Top-1 %", "Top-5 %", "Many %", "Medium %", "Few %", "Macro %", "Worst class %", "Unread"];
    private const int FirstNumberColumn = 2;

    public static string Of(TrainingRunResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.History.Length} epoch{(result.History.Length == 1 ? "" : "s")}; {result.Selection}{UnreadImages.After("; in training ", result.SkippedInTraining)}\n");
        TextTable.Append(text, Titles, FirstNumberColumn, [.. Rows("last", result.Last), .. result.Best is null ? [] : Rows("best", result.Best)]);
        return text.ToString();
    }

    private static IEnumerable<string[]> Rows(string which, EpochEvaluation epoch)
    {
        foreach (Split split in new[] { Split.Validation, Split.Test })
        {
            if (epoch.On(split) is { Metrics: var metrics } evaluation)
            {
                yield return
                [
                    string.Create(CultureInfo.InvariantCulture, $"{which}, {epoch.Epoch + 1}"),
                    TrainingRunJson.KeyOf(split),
                    TextTable.Percent(metrics.Accuracy),
                    TextTable.Percent(metrics.TopFiveAccuracy),
                    TextTable.Percent(metrics.Many),
                    TextTable.Percent(metrics.Medium),
                    TextTable.Percent(metrics.Few),
                    TextTable.Percent(metrics.MacroAccuracy),
                    TextTable.Percent(metrics.WorstClassAccuracy),
                    TextTable.Count(evaluation.SkippedImages),
                ];
            }
        }
    }
}
