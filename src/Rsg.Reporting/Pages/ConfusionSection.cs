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

    // A table of more classes than this has no room beside the confusions.
    private const int MostBesideConfusions = 12;

    // As wide as the page shows it, so that no cell falls between two of its pixels.
    private const int LargestImage = 560;

    public static IEnumerable<XElement> Make(ReportContent content) => Enumerable.Range(0, content.Runs.Length)
        .Where(run => content.ResultOf(content.Runs[run]) is not null)
        .Select(run => Make(content, content.Runs[run], content.Names[run], content.ResultOf(content.Runs[run])!));

    private static XElement Make(ReportContent content, ReportedRun run, string name, EvaluationResult result) => Html.Tag(
        "section",
        Html.Tag("h2", content.ComparesRuns ? $"What is taken for what: {name}" : "What is taken for what"),
        Html.Styled("p", "note", $"On the {ReportContent.WordOf(content.Split)} set. A row is a true class, a column what it was taken for, both from the most frequent class to the rarest. ",
            result.PerClass.Length <= MostInTable
                ? "Numbers are % of the row."
                : "The stronger the colour, the larger the share of the row (by its square root, so that few mistakes are still seen). Right predictions lie on the diagonal."),
        Html.Styled(
            "div",
            result.PerClass.Length is > MostBesideConfusions and <= MostInTable ? "stacked" : "split",
            result.PerClass.Length <= MostInTable ? Html.Styled("div", "scroll", Matrix(run, result)) : Html.Tag("div", Image(run, result), Groups(result)),
            Confusions(run, result)));

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

    private static XElement Image(ReportedRun run, EvaluationResult result)
    {
        byte[] png = ConfusionImage.Png(result, SKColors.Transparent, out _, LargestImage);
        int[] order = ConfusionImage.Order(result);
        (ClassResult first, ClassResult last) = (result.PerClass[order[0]], result.PerClass[order[^1]]);
        return Html.Tag(
            "figure",
            Html.Styled(
                "img",
                "heat",
                Html.Attribute("src", "data:image/png;base64," + Convert.ToBase64String(png)),
                Html.Attribute("alt", ReportContent.Invariant($"Confusion matrix of {result.PerClass.Length} classes; {ReportContent.Percent(result.Accuracy)} of the samples lie on its diagonal. The most frequent confusions are in the table beside it."))),
            Html.Tag("figcaption", ReportContent.Invariant($"From the upper left, {run.NameOf(first.Label)} ({first.TrainingSamples:N0} training samples), to the lower right, {run.NameOf(last.Label)} ({last.TrainingSamples:N0}).")));
    }

    /// <summary>Where the samples of frequent and of rare classes go: what a picture of many classes does not tell in numbers.</summary>
    private static XElement Groups(EvaluationResult result)
    {
        ShotGroup[] groups = [.. Enum.GetValues<ShotGroup>().Where(group => result.PerClass.Any(entry => entry.Group == group))];
        return Html.Styled("div", "scroll between", Html.Tag(
            "table",
            Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Classes"), Html.Tag("th", "right"), groups.Select(group => Html.Tag("th", $"wrong: {WordOf(group)}")))),
            Html.Tag("tbody", groups.Select(Row))));

        XElement Row(ShotGroup group)
        {
            ConfusionCell[] cells = [.. result.Confusion.Cells.Where(cell => result.PerClass[cell.Label].Group == group)];
            long all = cells.Sum(cell => (long)cell.Samples);
            return Html.Tag(
                "tr",
                Html.Tag("th", Html.Attribute("scope", "row"), WordOf(group)),
                Share(cells.Where(cell => cell.Prediction == cell.Label)),
                groups.Select(other => Share(cells.Where(cell => cell.Prediction != cell.Label && result.PerClass[cell.Prediction].Group == other))));

            XElement Share(IEnumerable<ConfusionCell> some) => Html.Tag("td", ReportContent.Percent(all == 0 ? null : (double)some.Sum(cell => (long)cell.Samples) / all));
        }

        static string WordOf(ShotGroup group) => group switch { ShotGroup.Many => "many-shot", ShotGroup.Medium => "medium-shot", _ => "few-shot" };
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
