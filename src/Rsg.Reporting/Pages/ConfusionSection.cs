using System.Globalization;
using System.Xml.Linq;
using Rsg.Evaluation;
using Rsg.Watching;
using SkiaSharp;

namespace Rsg.Reporting.Pages;

/// <summary>What is taken for what: of few classes a table with numbers, of many an image; and the most frequent confusions of both.</summary>
internal static class ConfusionSection
{
    private const int MostInTable = 25;
    private const int MostConfusions = 14;
    private const double StrongShare = 0.55;

    public static IEnumerable<XElement> Make(ReportContent content) => Enumerable.Range(0, content.Runs.Length)
        .Where(run => content.Runs[run].LastOn(content.Split) is not null)
        .Select(run => Make(content, content.Runs[run], content.Names[run], content.Runs[run].LastOn(content.Split)!));

    private static XElement Make(ReportContent content, ReportedRun run, string name, EvaluationResult result) => Html.Tag(
        "section",
        Html.Tag("h2", content.ComparesRuns ? $"What is taken for what: {name}" : "What is taken for what"),
        Html.Styled("p", "note", $"On the {ReportContent.WordOf(content.Split)} set. A row is a true class, a column what it was taken for, both from the most frequent class to the rarest. ",
            result.PerClass.Length <= MostInTable
                ? "Numbers are % of the row."
                : "The stronger the colour, the larger the share of the row (by its square root, so that few mistakes are still seen). Right predictions lie on the diagonal."),
        Html.Styled("div", "split", result.PerClass.Length <= MostInTable ? Html.Styled("div", "scroll", Matrix(run, result)) : Image(result), Confusions(run, result)));

    private static XElement Matrix(ReportedRun run, EvaluationResult result)
    {
        int[] order = ConfusionImage.Order(result);
        return Html.Styled(
            "table",
            "matrix",
            Html.Tag("thead", Html.Tag("tr", Html.Tag("th", Html.Attribute("aria-label", "true class")), order.Select(label => Html.Tag("th", Html.Attribute("scope", "col"), Html.Tag("span", run.NameOf(label)))))),
            Html.Tag("tbody", order.Select(label => Html.Tag(
                "tr", Html.Tag("th", Html.Attribute("scope", "row"), run.NameOf(label)), order.Select(prediction => Cell(run, result, label, prediction))))));
    }

    private static XElement Cell(ReportedRun run, EvaluationResult result, int label, int prediction)
    {
        int samples = result.Confusion[label, prediction];
        int all = result.Confusion.SamplesOf(label);
        double share = all == 0 ? 0 : (double)samples / all;
        return Html.Tag(
            "td",
            share >= StrongShare ? Html.Attribute("class", "strong") : null,
            Html.Attribute("style", "--share:" + Math.Round(share, 3).ToString(CultureInfo.InvariantCulture)),
            Html.Attribute("title", ReportContent.Invariant($"{run.NameOf(label)} taken for {run.NameOf(prediction)}: {samples:N0} of {all:N0}")),
            samples == 0 ? "" : share < 0.005 ? "<1" : ReportContent.Invariant($"{100 * share:F0}"));
    }

    private static XElement Image(EvaluationResult result)
    {
        byte[] png = ConfusionImage.Png(result, SKColors.Transparent, out _);
        return Html.Tag("figure", Html.Styled(
            "img",
            "heat",
            Html.Attribute("src", "data:image/png;base64," + Convert.ToBase64String(png)),
            Html.Attribute("alt", ReportContent.Invariant($"Confusion matrix of {result.PerClass.Length} classes; {ReportContent.Percent(result.Accuracy)} of the samples lie on its diagonal. The most frequent confusions are in the table beside it."))));
    }

    private static XElement Confusions(ReportedRun run, EvaluationResult result)
    {
        ConfusionCell[] cells = [.. result.Confusion.Cells.Where(cell => cell.Label != cell.Prediction).OrderByDescending(cell => cell.Samples).ThenBy(cell => cell.Label).Take(MostConfusions)];
        return cells.Length == 0 ? Html.Tag("p", "Nothing was mistaken.") : Html.Tag(
            "div",
            Html.Styled("div", "scroll", Html.Tag(
                "table",
                Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Most frequent confusions"), Html.Tag("th", "Samples"), Html.Tag("th", "Of the class"))),
                Html.Tag("tbody", cells.Select(cell => Html.Tag(
                    "tr",
                    Html.Styled("td", "name", $"{run.NameOf(cell.Label)} \u2192 {run.NameOf(cell.Prediction)}"),
                    Html.Tag("td", cell.Samples.ToString("N0", CultureInfo.InvariantCulture)),
                    Html.Tag("td", ReportContent.Percent((double)cell.Samples / result.Confusion.SamplesOf(cell.Label)))))))));
    }
}
