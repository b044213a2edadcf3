using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Rsg.Evaluation;
using Rsg.Reporting.Charts;
using Rsg.Reporting.Drawing;
using Rsg.Training;

namespace Rsg.Reporting.Pages;

/// <summary>What all sections of a page know: the runs, their names and colours, and the set that is shown.</summary>
internal sealed class ReportContent
{
    public ReportContent(IReadOnlyList<ReportedRun> runs, ReportOptions options)
    {
        Runs = [.. runs];
        Options = options;
        Split = options.Split ?? (runs.Any(run => run.LastMetricsOn(Split.Test) is not null) ? Split.Test : Split.Validation);
        var names = new List<string>();
        foreach (ReportedRun run in runs)
        {
            string name = run.Name;
            for (int more = 2; names.Contains(name); more++)
            {
                name = FormattableString.Invariant($"{run.Name} ({more})");
            }

            names.Add(name);
        }

        Names = [.. names];
        Evaluated = [.. Enumerable.Range(0, Runs.Length)
            .Where(run => ResultOf(Runs[run]) is not null)
            .Select(run => new ClassSeries(Names[run], InkOf(run), ResultOf(Runs[run])!))];
    }

    public ImmutableArray<ReportedRun> Runs { get; }

    /// <summary>The runs' names, each another.</summary>
    public ImmutableArray<string> Names { get; }

    public ReportOptions Options { get; }

    /// <summary>The set whose classes are shown.</summary>
    public Split Split { get; }

    /// <summary>The runs whose classes on it are known.</summary>
    public ImmutableArray<ClassSeries> Evaluated { get; }

    public bool ComparesRuns => Runs.Length > 1;

    /// <summary>Whether the page leads with the epoch that was kept: of one run alone. Several are compared after their last ones, which no choice has favoured.</summary>
    public bool LeadsWithBest => !ComparesRuns && Runs[0].BestOn(Split) is not null;

    /// <summary>The evaluation whose classes are shown; <see langword="null"/> where they are not known.</summary>
    public EvaluationResult? ResultOf(ReportedRun run) => LeadsWithBest ? run.BestOn(Split) : run.LastOn(Split);

    public static Ink InkOf(int run) => Ink.OfSeries(run);

    public static bool IsDashed(int run) => run / Ink.Series.Length % 2 == 1;

    /// <summary>The set in words.</summary>
    public static string WordOf(Split split) => split == Split.Test ? "test" : "validation";

    public static string Percent(double? share) => share is double value ? Invariant($"{100 * value:F1}") + " %" : "\u2013";

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static XElement Figure(Picture picture) => Html.Tag("figure", Svg.Of(picture));

    /// <summary>Which colour is which run; nothing for one.</summary>
    public static XElement? Legend(IEnumerable<(string Name, Ink Ink, bool IsDashed)> entries) => entries.Count() < 2 ? null : Html.Styled(
        "ul", "legend", [.. entries.Select(entry => Html.Tag(
            "li", Html.Tag("i", Html.Attribute("style", $"border-color:var(--{entry.Ink.Name})"), entry.IsDashed ? Html.Attribute("class", "dashed") : null), entry.Name))]);
}
