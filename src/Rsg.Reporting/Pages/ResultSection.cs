using System.Globalization;
using System.Xml.Linq;
using Rsg.Evaluation;
using Rsg.Training;

namespace Rsg.Reporting.Pages;

/// <summary>The numbers: of one run the main ones in large, of all runs every metric in a table, with the best marked.</summary>
internal static class ResultSection
{
    private const int ColumnsOfNarrowTable = 2;
    private const string Unknown = "\u2013";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["accuracy"] = "Accuracy (top-1)",
        ["topFiveAccuracy"] = "Accuracy (top-5)",
        ["macroAccuracy"] = "Mean of the classes' accuracies",
        ["macroPrecision"] = "Mean of the classes' precisions",
        ["macroF1"] = "Mean of the classes' F1",
        ["harmonicMean"] = "Harmonic mean of the accuracies",
        ["geometricMean"] = "Geometric mean of the accuracies",
        ["many"] = "Many-shot classes",
        ["medium"] = "Medium-shot classes",
        ["few"] = "Few-shot classes",
        ["worstClassAccuracy"] = "Worst class",
    };

    public static XElement? Make(ReportContent content)
    {
        Column[] evaluated = [.. new[] { Split.Test, Split.Validation }.SelectMany(split => Enumerable.Range(0, content.Runs.Length).SelectMany(run => ColumnsOf(content, run, split)))];
        return evaluated.Length == 0 ? null : Html.Tag(
            "section",
            Html.Tag("h2", "Results"),
            Html.Styled("p", "note", Note(content)),
            content.ComparesRuns || evaluated.FirstOrDefault(column => column.Split == content.Split) is not { } lead ? null : Figures(lead.Metrics, ReportContent.WordOf(content.Split)),
            content.ComparesRuns
                ? evaluated.GroupBy(column => column.Split).SelectMany(split => (XElement[])[Html.Tag("h3", TitleOf(split.Key)), Table(content, [.. split], column => content.Names[column.Run])])
                : [Html.Tag("h3", "All metrics"), Table(content, evaluated, column => !content.LeadsWithBest || column.IsBest == column.IsLast ? TitleOf(column.Split) : $"{TitleOf(column.Split)}, {(column.IsBest ? "best" : "last")} epoch")]);
    }

    /// <summary>Of one run that has kept an epoch, that one and the last; otherwise the last.</summary>
    private static IEnumerable<Column> ColumnsOf(ReportContent content, int run, Split split)
    {
        ReportedRun reported = content.Runs[run];
        if (reported.LastMetricsOn(split) is not { } last)
        {
            yield break;
        }

        int lastEpoch = reported.LastEpochOn(split);
        int? best = content.LeadsWithBest ? reported.BestEpoch : null;
        if (best is int epoch && epoch != lastEpoch && reported.MetricsOn(split, epoch) is { } metrics)
        {
            yield return new Column(run, split, epoch, metrics) { IsBest = true };
        }

        yield return new Column(run, split, lastEpoch, last) { IsBest = best == lastEpoch, IsLast = true };
    }

    private static string TitleOf(Split split) => split == Split.Test ? "Test set" : "Validation set";

    private static string Note(ReportContent content)
    {
        string text = Which(content) + $" Many-shot classes have more than {EvaluationResult.ManyAbove} training samples, few-shot classes fewer than {EvaluationResult.FewBelow}.";
        if (!content.ComparesRuns)
        {
            return text;
        }

        int epochs = content.Runs.Where(run => run.LastMetricsOn(content.Split) is not null).Select(run => run.LastEpochOn(content.Split)).Distinct().Count();
        return text + " The highest value of a row is marked." + (epochs > 1 ? " The runs were not evaluated after the same epoch." : "");
    }

    /// <summary>Of which epoch the numbers are.</summary>
    private static string Which(ReportContent content)
    {
        if (!content.LeadsWithBest)
        {
            return "Of the network as it was when it was evaluated last.";
        }

        string kept = $"Of the network whose weights were kept, that after epoch {Number(content.Runs[0].BestEpoch!.Value + 1)}: figures, classes and confusions.";
        return content.Split == Split.Validation ? kept + " These images have chosen it, so that their numbers are a little too good." : kept;
    }

    private static XElement Figures(EvaluationMetrics metrics, string split)
    {
        (string Name, double? Share)[] figures =
            [($"accuracy, {split}", metrics.Accuracy), ("mean of classes", metrics.MacroAccuracy), ("many-shot", metrics.Many), ("medium-shot", metrics.Medium), ("few-shot", metrics.Few)];
        return Html.Styled("div", "figures", [.. figures.Where(figure => figure.Share is not null).Select((figure, place) => Html.Tag(
            "div",
            place == 0 ? Html.Attribute("class", "lead") : null,
            Html.Tag("b", ReportContent.Invariant($"{100 * figure.Share!.Value:F1}"), Html.Tag("small", "%")),
            Html.Tag("span", figure.Name)))]);
    }

    private static XElement Table(ReportContent content, Column[] columns, Func<Column, string> titleOf)
    {
        EvaluationMetrics[] metrics = [.. columns.Select(column => column.Metrics)];
        EvaluationResult?[] results = [.. columns.Select(column => content.Runs[column.Run].WholeOn(column.Split, column.Epoch))];
        var rows = new List<XElement>();
        for (int metric = 0; metric < metrics[0].Values.Count; metric++)
        {
            string key = metrics[0].Values[metric].Key;
            double?[] values = [.. metrics.Select(one => one.Values[metric].Value)];
            if (values.Max() is double best)
            {
                bool isTold = content.ComparesRuns && values.Any(value => value != best);
                rows.Add(Row(Words.GetValueOrDefault(key, key), columns.Select((column, place) => Cell(values[place], isTold && values[place] == best, key, column))));
            }
        }

        rows.Add(Row("Worst class by name", columns.Select((column, place) => Html.Tag("td", results[place] is { } result ? content.Runs[column.Run].NameOf(result.WorstClass) : Unknown))));
        rows.Add(Row("After epoch", columns.Select(column => Html.Tag("td", Number(column.Epoch + 1)))));
        rows.Add(Row("Highest accuracy in any epoch", columns.Select(column => Html.Styled("td", "words", Highest(content.Runs[column.Run], column.Split)))));
        rows.Add(Row("Images evaluated", results.Select(result => Html.Tag("td", result is null ? Unknown : Number(result.Confusion.Total)))));
        if (results.Any(result => result?.SkippedImages > 0))
        {
            rows.Add(Row("Images that could not be read", results.Select(result => Html.Tag("td", result is null ? Unknown : Number(result.SkippedImages)))));
        }

        return Html.Styled("div", "scroll", Html.Tag(
            "table",
            Html.Attribute("class", columns.Length <= ColumnsOfNarrowTable ? "metrics" : "metrics comparison"),
            Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Metric"), columns.Select(column => Html.Tag("th", Html.Attribute("scope", "col"), titleOf(column))))),
            Html.Tag("tbody", rows)));
    }

    private static XElement Row(string name, IEnumerable<XElement> cells) => Html.Tag("tr", Html.Tag("th", Html.Attribute("scope", "row"), name), cells);

    private static XElement Cell(double? share, bool isHighest, string key, Column column) => Html.Tag(
        "td",
        isHighest ? Html.Attribute("class", "best") : null,
        isHighest ? Html.Attribute("title", "highest") : null,
        Html.Attribute("data-metric", key),
        Html.Attribute("data-run", Number(column.Run)),
        Html.Attribute("data-split", ReportContent.WordOf(column.Split)),
        Html.Attribute("data-epoch", Number(column.Epoch + 1)),
        share is double value ? Html.Attribute("data-value", value.ToString("R", CultureInfo.InvariantCulture)) : null,
        ReportContent.Percent(share));

    /// <summary>The highest of all epochs, which is chosen on the set itself: said beside the last, never in its place.</summary>
    private static string Highest(ReportedRun run, Split split)
    {
        (int epoch, _, EvaluationMetrics metrics) = run.Evaluations.Where(evaluation => evaluation.Split == split).MaxBy(evaluation => evaluation.Metrics.Accuracy);
        return $"{ReportContent.Percent(metrics.Accuracy)} after epoch {Number(epoch + 1)}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An evaluation: of a run, on a set, after an epoch.</summary>
    private sealed record Column(int Run, Split Split, int Epoch, EvaluationMetrics Metrics)
    {
        public bool IsBest { get; init; }

        public bool IsLast { get; init; }
    }
}
