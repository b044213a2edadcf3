using System.Globalization;
using System.Xml.Linq;
using Rsg.Evaluation;
using Rsg.Reporting.Charts;
using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Pages;

/// <summary>The groups and the classes, against their training samples.</summary>
internal sealed class ClassSection
{
    private const int MostRows = 2000;

    private readonly ReportContent content;
    private readonly ClassSeries[] alike;

    public ClassSection(ReportContent content)
    {
        this.content = content;

        // Classes stand beside one another only where they are the same ones.
        alike = [.. content.Evaluated.Where(run => run.Result.TrainingCounts.Equals(content.Evaluated[0].Result.TrainingCounts))];
        if (alike.Length > 0)
        {
            Groups = GroupChart.Draw(content.Evaluated);
            Classes = ClassChart.Draw(alike, NameOf);
        }
    }

    public Picture? Groups { get; }

    public Picture? Classes { get; }

    public XElement? Make() => alike.Length == 0 ? null : Html.Tag(
        "section",
        Html.Tag("h2", "Classes and their training samples"),
        Html.Styled("p", "note", $"On the {ReportContent.WordOf(content.Split)} set, from the most frequent class to the rarest. Training samples have a logarithmic axis.", Left()),
        ReportContent.Legend(content.Evaluated.Select(run => (run.Name, run.Ink, false))),
        Html.Styled("div", "groups scroll", Html.Attribute("style", ReportContent.Invariant($"max-width:{Groups!.Width}px")), ReportContent.Figure(Groups)),
        Html.Tag("h3", "By class"),
        Html.Styled("div", "scroll wide", ReportContent.Figure(Classes!)),
        Html.Tag("details", alike[0].Result.PerClass.Length <= 20 ? Html.Attribute("open", "open") : null, Html.Tag("summary", "Table of classes"), Table()));

    private string? Left() => alike.Length < content.Evaluated.Length
        ? $" Of runs with other training samples no classes are shown: {string.Join(", ", content.Evaluated.Except(alike).Select(run => run.Name))}."
        : null;

    private XElement Table()
    {
        ClassResult[] classes = [.. alike[0].Result.PerClass.OrderByDescending(entry => entry.TrainingSamples)];
        return Html.Tag(
            "div",
            Html.Styled("div", "scroll", Html.Tag(
                "table",
                Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Class"), Html.Tag("th", "Training samples"), Html.Tag("th", "Evaluated"), Heads())),
                Html.Tag("tbody", classes.Take(MostRows).Select(Row)))),
            classes.Length > MostRows ? Html.Styled("p", "note", FormattableString.Invariant($"The {MostRows} most frequent of {classes.Length} classes.")) : null);

        IEnumerable<XElement> Heads() => alike.SelectMany(run => alike.Length == 1
            ? (XElement[])[Html.Tag("th", "Accuracy"), Html.Tag("th", "Precision"), Html.Tag("th", "F1")]
            : [Html.Tag("th", run.Name)]);
    }

    private XElement Row(ClassResult entry)
    {
        double?[] accuracies = [.. alike.Select(run => run.Result.PerClass[entry.Label].Accuracy)];
        double? best = accuracies.Max();
        bool isTold = best is not null && accuracies.Any(accuracy => accuracy != best);
        return Html.Tag(
            "tr",
            Html.Attribute("data-class", Number(entry.Label)),
            Html.Tag("th", Html.Attribute("scope", "row"), NameOf(entry.Label)),
            Html.Tag("td", Number(entry.TrainingSamples)),
            Html.Tag("td", Number(entry.Samples)),
            alike.Select(run => run.Result.PerClass[entry.Label]).SelectMany(result => alike.Length == 1
                ? (XElement[])[Html.Tag("td", ReportContent.Percent(result.Accuracy)), Html.Tag("td", ReportContent.Percent(result.Precision)), Html.Tag("td", ReportContent.Percent(result.F1))]
                : [Html.Tag("td", isTold && result.Accuracy == best ? Html.Attribute("class", "best") : null, ReportContent.Percent(result.Accuracy))]));
    }

    private string NameOf(int label) => content.Runs.First(run => content.ResultOf(run) == alike[0].Result).NameOf(label);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
