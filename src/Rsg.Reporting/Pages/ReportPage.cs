using System.Globalization;
using System.Xml.Linq;
using Rsg.Reporting.Drawing;
using Rsg.Training;

namespace Rsg.Reporting.Pages;

/// <summary>The whole page.</summary>
internal sealed class ReportPage
{
    private const int PanelsInRow = 3;

    private readonly ReportContent content;
    private readonly CurveSection curves;
    private readonly ClassSection classes;

    public ReportPage(IReadOnlyList<ReportedRun> runs, IReadOnlyList<string> leftOut, ReportOptions options)
    {
        content = new ReportContent(runs, options);
        curves = new CurveSection(content);
        classes = new ClassSection(content);
        Notes = [.. leftOut, .. Enumerable.Range(0, content.Runs.Length).SelectMany(run => content.Runs[run].Notes.Select(note => content.ComparesRuns ? $"{content.Names[run]}: {note}" : note))];
    }

    /// <summary>What is lost or left out, as the page says it.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The charts, by the names that their files have.</summary>
    public IEnumerable<(string Name, Picture Picture)> Pictures
    {
        get
        {
            (string, Ink)[] legend = [.. content.Names.Select((name, run) => (name, ReportContent.InkOf(run)))];
            foreach ((string name, IReadOnlyList<Picture> panels) in new[] { ("accuracy", curves.Accuracies), ("losses", curves.Losses), ("training", curves.Conduct) })
            {
                if (panels.Count > 0)
                {
                    yield return (name, Picture.Grid(panels, PanelsInRow, legend));
                }
            }

            if (classes.Groups is { } groups && classes.Classes is { } perClass)
            {
                yield return ("groups", Picture.Grid([groups], 1, legend));
                yield return ("classes", Picture.Grid([perClass], 1, legend));
            }
        }
    }

    public XElement Make()
    {
        string title = content.Options.Title ?? (content.ComparesRuns ? string.Join(" \u00b7 ", content.Names) : TitleOf(content.Runs[0]));
        return Html.Tag(
            "html",
            Html.Attribute("lang", "en"),
            Html.Tag(
                "head",
                Html.Tag("meta", Html.Attribute("charset", "utf-8")),
                Html.Tag("meta", Html.Attribute("name", "viewport"), Html.Attribute("content", "width=device-width, initial-scale=1")),
                Html.Tag("title", title),
                new XElement("style", PageStyle.Css)),
            Html.Tag("body", Html.Tag(
                "main",
                Html.Tag("header", Html.Tag("h1", title), Chips()),
                Notes.Count == 0 ? null : Html.Styled("section", "lost", Html.Attribute("role", "note"), Html.Tag("h2", "Not everything is there"), Html.Tag("ul", Notes.Select(note => Html.Tag("li", note)))),
                ResultSection.Make(content),
                content.Runs.All(run => run.Epochs.IsEmpty) ? Html.Tag("section", Html.Tag("h2", "No epoch was done"), Html.Tag("p", "There is nothing to draw yet.")) : null,
                curves.Make(),
                classes.Make(),
                ConfusionSection.Make(content),
                MistakeSection.Make(content),
                ManifestSection.Make(content),
                Html.Tag("footer", Foot()))));
    }

    /// <summary>What each run is: of one a chip for each fact, of several a chip for each run.</summary>
    private XElement Chips() => Html.Styled("ul", "chips", [.. content.ComparesRuns
        ? content.Runs.Select((run, place) => Chip(run.IsFinished, content.Names[place] + ": " + string.Join(" \u00b7 ", FactsOf(run))))
        : FactsOf(content.Runs[0]).Select((fact, place) => Chip(place > 0 || content.Runs[0].IsFinished, fact))]);

    private static XElement Chip(bool isAsPlanned, string text) => isAsPlanned ? Html.Tag("li", text) : Html.Styled("li", "warn", text);

    private static IEnumerable<string> FactsOf(ReportedRun run)
    {
        TrainingStart start = run.Start;
        int done = run.Epochs.IsEmpty ? 0 : run.Epochs[^1].Epoch + 1;
        int epochs = run.Epochs.IsEmpty ? start.Epochs : run.Epochs[^1].Epochs;
        yield return run.IsFinished ? $"{start.Model}, {Number(done)} epochs" : $"{start.Model}, not finished: {Number(done)} of {Number(epochs)} epochs";
        yield return Phases(run, done);
        if (start.ClassCounts is { } counts)
        {
            yield return $"{Number(counts.Count)} classes, {Number(counts.Minimum)} to {Number(counts.Maximum)} training samples";
        }

        if (!run.Epochs.IsEmpty)
        {
            yield return "trained in " + Duration(TimeSpan.FromTicks(run.Epochs.Sum(epoch => epoch.Duration.Ticks)));
        }

        long skipped = run.Epochs.Sum(epoch => epoch.SkippedImages);
        if (skipped > 0)
        {
            yield return $"{Number(skipped)} times an image could not be read in training";
        }

        if (run.Selection is { } selection)
        {
            yield return selection;
        }
    }

    private static string TitleOf(ReportedRun run) => run.Name == run.Start.Model ? run.Name : $"{run.Start.Model}: {run.Name}";

    private static string Phases(ReportedRun run, int done) => run.GenerateFromEpoch switch
    {
        null => "without RSG",
        int first when first < done => $"RSG generates from epoch {Number(first + 1)}",
        int first => $"RSG would generate from epoch {Number(first + 1)}",
    };

    private static string Foot()
    {
        string version = typeof(Report).Assembly.GetName().Version?.ToString(3) ?? "";
        return ReportContent.Invariant($"Made by RsgDsl {version} on {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC.");
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? ReportContent.Invariant($"{(int)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? ReportContent.Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s") : ReportContent.Invariant($"{time.TotalSeconds:F1} s");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
