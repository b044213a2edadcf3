using System.Globalization;
using Spectre.Console;

namespace PaperTables;

/// <summary>Shows what came out beside the paper's numbers, in percent.</summary>
internal static class ResultTable
{
    /// <summary>Prints the rows that were trained.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column that was run.</param>
    /// <param name="start">What the networks began with, where that is to be said; empty otherwise.</param>
    /// <param name="results">The rows; at least one.</param>
    public static void Print(PaperTable table, Column column, string start, IReadOnlyList<RowResult> results)
    {
        var title = $"Table {table.Name}: {column}{(start.Length == 0 ? "" : $", {start}")}, {results[0].EvaluatedOn} images, in percent";
        var shown = new Table().Title(Markup.Escape(title)).AddColumn("").AddColumn("epochs");
        foreach (ReportedMetric metric in table.Metrics)
        {
            shown.AddColumn($"{metric.Title}, ours").AddColumn("paper");
        }

        foreach (RowResult result in results)
        {
            string[] cells =
            [
                result.Row,
                result.Epochs.ToString(CultureInfo.InvariantCulture),
                .. table.Metrics.SelectMany(metric => new[] { Ours(metric, result), PaperNumbers.Text(table.Name, column, result.Row, metric.Name) }),
            ];
            shown.AddRow([.. cells.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(shown);
        AnsiConsole.WriteLine("Ours: mean and standard deviation over the seeds, of the last epoch. The paper's: means of three runs, after its own number of epochs.");
    }

    private static string Ours(ReportedMetric metric, RowResult result)
        => metric.DeviationOf(result.Summary) is { Length: > 0 } deviation ? $"{metric.MeanOf(result.Summary)} ± {deviation}" : metric.MeanOf(result.Summary);
}
