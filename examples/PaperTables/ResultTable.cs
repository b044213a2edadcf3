using System.Globalization;
using Rsg.Evaluation;
using Spectre.Console;

namespace PaperTables;

/// <summary>Shows what came out beside the paper's numbers, in percent.</summary>
internal static class ResultTable
{
    /// <summary>What a table of the paper reports: its name there, the key of our metric, and whether it is the error.</summary>
    private static readonly (string Metric, string Title, string Key, bool IsError)[] Errors = [("error", "top-1 error", "accuracy", true)];

    private static readonly (string Metric, string Title, string Key, bool IsError)[] Accuracies =
    [
        ("many", "many-shot", "many", false), ("medium", "medium-shot", "medium", false), ("few", "few-shot", "few", false), ("all", "all", "accuracy", false),
    ];

    public static void Print(PaperTable table, Column column, int epochs, IReadOnlyList<RowResult> results)
    {
        var shown = new Table().Title($"Table {table.Name}: {column}, {epochs} epochs, in percent").AddColumn("");
        foreach (var (_, title, _, _) in MetricsOf(table))
        {
            shown.AddColumn($"{title}, ours").AddColumn("paper");
        }

        foreach (RowResult result in results)
        {
            string[] cells =
            [
                result.Row,
                .. MetricsOf(table).SelectMany(metric => new[]
                {
                    Ours(result.Summary[metric.Key], metric.IsError),
                    PaperNumbers.Find(table.Name, column, result.Row, metric.Metric)?.ToString("F2", CultureInfo.InvariantCulture) ?? "",
                }),
            ];
            shown.AddRow([.. cells.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(shown);
        Console.WriteLine("Ours: mean and standard deviation over the seeds, of the last epoch. The paper's: means of three runs, after its own number of epochs.");
    }

    /// <summary>Writes each row with all its metrics, and the table as CSV; where no folder is given, nothing.</summary>
    public static void Write(PaperTable table, Column column, int epochs, IReadOnlyList<RowResult> results, string? folder)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var lines = new List<string> { "table,column,epochs,row,metric,seeds,mean_percent,deviation_percent,paper_percent" };
        foreach (RowResult result in results)
        {
            result.Summary.WriteJson(Path.Combine(folder, $"table{table.Name}-{result.Row.Replace(' ', '-')}.json"));
            lines.AddRange(MetricsOf(table).Select(metric => FormattableString.Invariant(
                $"{table.Name},\"{column}\",{epochs},{result.Row},{metric.Metric},{result.Summary.Seeds},{Mean(result.Summary[metric.Key], metric.IsError):F2},{result.Summary[metric.Key].StandardDeviation * 100:F2},{PaperNumbers.Find(table.Name, column, result.Row, metric.Metric):F2}")));
        }

        File.WriteAllText(Path.Combine(folder, $"table{table.Name}.csv"), string.Concat(lines.Select(line => line + "\n")));
    }

    private static (string Metric, string Title, string Key, bool IsError)[] MetricsOf(PaperTable table)
        => table.Images is ImageKind.PlacesLT or ImageKind.ImageNetLT ? Accuracies : Errors;

    private static double? Mean(MetricSummary metric, bool isError) => isError ? (1 - metric.Mean) * 100 : metric.Mean * 100;

    private static string Ours(MetricSummary metric, bool isError)
        => Mean(metric, isError) is not { } mean ? ""
            : metric.StandardDeviation is { } deviation ? FormattableString.Invariant($"{mean:F2} ± {deviation * 100:F2}")
            : FormattableString.Invariant($"{mean:F2}");
}
