using System.Globalization;
using System.Text;
using Rsg.Output;

namespace Rsg.Evaluation;

/// <summary>Prints an <see cref="EvaluationResult"/> as text.</summary>
internal static class EvaluationTable
{
    private static readonly string[] Titles = ["Class", "Shots", "Training", "Samples", "Accuracy %", "Precision %", "F1 %"];
    private const int FirstNumberColumn = 2;

    public static string Of(EvaluationResult result, IReadOnlyList<string>? classNames, int maximumClasses)
    {
        var text = new StringBuilder();
        AppendMetrics(text, result, classNames);

        ClassResult[] shown = result.PerClass.Length <= maximumClasses
            ? [.. result.PerClass]
            : [.. result.PerClass.OrderBy(entry => entry.Accuracy ?? double.PositiveInfinity).Take(maximumClasses)];
        List<string[]> rows = [.. shown.Select(entry => Row(entry, classNames))];
        if (shown.Length < result.PerClass.Length)
        {
            rows.Add(Others([.. result.PerClass.Except(shown)], shown.Length));
        }

        TextTable.Append(text, Titles, FirstNumberColumn, rows);
        return text.ToString();
    }

    private static void AppendMetrics(StringBuilder text, EvaluationResult result, IReadOnlyList<string>? classNames)
    {
        EvaluationMetrics metrics = result.Metrics;
        text.Append(CultureInfo.InvariantCulture, $"{TextTable.Count(result.Confusion.Total)} samples of {TextTable.Count(result.Confusion.Classes)} classes{UnreadImages.After(", ", result.SkippedImages)}; in %\n");
        text.Append(CultureInfo.InvariantCulture, $"top-1 {Percent(metrics.Accuracy)}, top-5 {Percent(metrics.TopFiveAccuracy)}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"many-shot (over {EvaluationResult.ManyAbove} training samples) {Group(ShotGroup.Many, metrics.Many)}, medium-shot {Group(ShotGroup.Medium, metrics.Medium)}, few-shot (under {EvaluationResult.FewBelow}) {Group(ShotGroup.Few, metrics.Few)}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"mean of the classes: accuracy {Percent(metrics.MacroAccuracy)} (harmonic {Percent(metrics.HarmonicMean)}, geometric {Percent(metrics.GeometricMean)}), precision {Percent(metrics.MacroPrecision)}, F1 {Percent(metrics.MacroF1)}\n");
        text.Append(CultureInfo.InvariantCulture, $"worst class: {NameOf(result.WorstClass, classNames)} {Percent(metrics.WorstClassAccuracy)}\n");

        string Group(ShotGroup group, double? accuracy)
        {
            int classes = result.PerClass.Count(entry => entry.Group == group);
            return accuracy is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Percent(accuracy)} ({classes} class{(classes == 1 ? "" : "es")})");
        }
    }

    private static string[] Row(ClassResult entry, IReadOnlyList<string>? classNames) =>
    [
        NameOf(entry.Label, classNames),
        EvaluationJson.KeyOf(entry.Group),
        TextTable.Count(entry.TrainingSamples),
        TextTable.Count(entry.Samples),
        Percent(entry.Accuracy),
        Percent(entry.Precision),
        Percent(entry.F1),
    ];

    private static string[] Others(ClassResult[] others, int shown) =>
    [
        TextTable.Count(others.Length) + (shown == 0 ? " classes" : " others") + ", mean",
        "",
        TextTable.Count(others.Sum(entry => (long)entry.TrainingSamples)),
        TextTable.Count(others.Sum(entry => (long)entry.Samples)),
        Percent(others.Average(entry => entry.Accuracy)),
        Percent(others.Where(entry => entry.Samples > 0).Average(entry => (double?)(entry.Precision ?? 0))),
        Percent(others.Average(entry => entry.F1)),
    ];

    private static string NameOf(int label, IReadOnlyList<string>? classNames) =>
        classNames is null ? label.ToString(CultureInfo.InvariantCulture) : TextTable.Name(classNames[label]);

    private static string Percent(double? share) => TextTable.Percent(share);
}
