using System.Xml.Linq;
using Rsg.Evaluation;
using Rsg.Reporting.Charts;
using Rsg.Reporting.Drawing;
using Rsg.Training;

namespace Rsg.Reporting.Pages;

/// <summary>How losses, accuracies and speed went over the epochs.</summary>
internal sealed class CurveSection
{
    private readonly ReportContent content;
    private readonly int epochs;
    private readonly int? phaseTwo;

    public CurveSection(ReportContent content)
    {
        this.content = content;
        epochs = content.Runs.Max(run => run.Epochs.Length == 0 ? 1 : run.Epochs[^1].Epoch + 1);
        int[] switches = [.. content.Runs.Select(run => run.GenerateFromEpoch).OfType<int>().Distinct()];
        phaseTwo = switches is [int one] ? one + 1 : null;
        Losses = [.. LossPanels()];
        Accuracies = [.. AccuracyPanels()];
        Conduct = [.. ConductPanels()];
    }

    public IReadOnlyList<Picture> Losses { get; }

    public IReadOnlyList<Picture> Accuracies { get; }

    public IReadOnlyList<Picture> Conduct { get; }

    public IEnumerable<XElement> Make()
    {
        (string, Ink, bool)[] runs = [.. Enumerable.Range(0, content.Runs.Length).Select(run => (content.Names[run], ReportContent.InkOf(run), ReportContent.IsDashed(run)))];
        if (Accuracies.Count > 0)
        {
            bool bothSplits = content.Runs.SelectMany(run => run.Evaluations).Select(evaluation => evaluation.Split).Distinct().Count() > 1;
            yield return Section("Accuracy by epoch", bothSplits ? "Lines are the test set, dashed lines the validation set." : "", runs, Accuracies);
        }

        if (Losses.Count > 0)
        {
            yield return Section("Losses by epoch", "Means over the images of an epoch. CESC and MV stand here before their weights; the loss that is minimised has them with their weights.", runs, Losses);
            yield return Section("Training by epoch", "", runs, Conduct);
        }
    }

    private XElement Section(string title, string note, (string, Ink, bool)[] runs, IReadOnlyList<Picture> panels) => Html.Tag(
        "section",
        Html.Tag("h2", title),
        Html.Styled("p", "note", note, phaseTwo is null ? PhaseNote() : note.Length == 0 ? "The dashed upright is where phase 2 begins: from there on RSG generates samples." : " The dashed upright is where phase 2 begins."),
        ReportContent.Legend(runs),
        Html.Styled("div", "panels", [.. panels.Select(ReportContent.Figure)]));

    private string? PhaseNote() => content.Runs.Any(run => run.GenerateFromEpoch is not null)
        ? " Phase 2 begins at other epochs in other runs: " + string.Join("; ", Enumerable.Range(0, content.Runs.Length).Where(run => content.Runs[run].GenerateFromEpoch is not null).Select(run => $"{content.Names[run]} at epoch {content.Runs[run].GenerateFromEpoch + 1}")) + "."
        : null;

    private bool AnyRsg => content.Runs.Any(run => run.GenerateFromEpoch is not null);

    private IEnumerable<Picture> LossPanels() =>
    [
        .. Panel("Loss (minimised)", report => report.Losses.Total),
        .. AnyRsg ? Panel("Classification", report => report.Losses.Classification) : [],
        .. Panel("Center estimation (CESC)", report => report.Losses.Cesc, onlyRsg: true),
        .. Panel("Maximized vector (MV)", report => report.Losses.Mv, onlyRsg: true),
    ];

    private IEnumerable<Picture> ConductPanels() =>
    [
        .. Panel("Learning rate", report => report.LearningRate),
        .. Panel("Images per second", report => report.ImagesPerSecond),
        .. Panel("Generated samples", report => report.Losses.Generated, onlyRsg: true),
    ];

    private IEnumerable<Picture> AccuracyPanels()
    {
        (string Name, Func<EvaluationMetrics, double?> Of)[] metrics =
        [
            ("Accuracy", metrics => metrics.Accuracy),
            ("Mean of the classes", metrics => metrics.MacroAccuracy),
            ("Many-shot classes", metrics => metrics.Many),
            ("Medium-shot classes", metrics => metrics.Medium),
            ("Few-shot classes", metrics => metrics.Few),
        ];
        foreach ((string name, Func<EvaluationMetrics, double?> of) in metrics)
        {
            CurveSeries[] series = [.. Enumerable.Range(0, content.Runs.Length).SelectMany(run => Enum.GetValues<Split>().Select(split => new CurveSeries(
                $"{content.Names[run]}, {ReportContent.WordOf(split)}",
                ReportContent.InkOf(run),
                split == Split.Validation && HasBoth,
                [.. content.Runs[run].Evaluations.Where(evaluation => evaluation.Split == split && of(evaluation.Metrics) is not null).Select(evaluation => (evaluation.Epoch + 1, of(evaluation.Metrics)!.Value))])))];
            if (series.Any(line => line.Points.Count > 0))
            {
                yield return CurveChart.Draw(name, series, epochs, phaseTwo, isShare: true);
            }
        }
    }

    private bool HasBoth => content.Runs.SelectMany(run => run.Evaluations).Any(evaluation => evaluation.Split == Split.Test);

    /// <summary>A chart; none where no run has an epoch.</summary>
    private IEnumerable<Picture> Panel(string title, Func<EpochReport, double> of, bool onlyRsg = false)
    {
        CurveSeries[] series = [.. Enumerable.Range(0, content.Runs.Length).Where(run => !onlyRsg || content.Runs[run].GenerateFromEpoch is not null).Select(run => new CurveSeries(
            content.Names[run], ReportContent.InkOf(run), ReportContent.IsDashed(run), [.. content.Runs[run].Epochs.Select(report => (report.Epoch + 1, of(report)))]))];
        return series.Any(line => line.Points.Count > 0) ? [CurveChart.Draw(title, series, epochs, phaseTwo, isShare: false)] : [];
    }
}
