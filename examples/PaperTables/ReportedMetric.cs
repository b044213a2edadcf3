using System.Globalization;
using Rsg.Evaluation;

namespace PaperTables;

/// <summary>A number that a table of the paper reports.</summary>
/// <param name="Name">Its name in <c>paper-numbers.csv</c>.</param>
/// <param name="Title">How it is shown.</param>
/// <param name="Key">The key of our metric.</param>
/// <param name="IsError">Whether the paper has the share of wrong predictions, and our metric that of right ones.</param>
internal sealed record ReportedMetric(string Name, string Title, string Key, bool IsError)
{
    /// <summary>The top-1 error alone.</summary>
    public static readonly IReadOnlyList<ReportedMetric> Errors = [new("error", "top-1 error", "accuracy", true)];

    /// <summary>The accuracies of the groups of classes, and of all.</summary>
    public static readonly IReadOnlyList<ReportedMetric> Accuracies =
    [
        new("many", "many-shot", "many", false), new("medium", "medium-shot", "medium", false), new("few", "few-shot", "few", false), new("all", "all", "accuracy", false),
    ];

    /// <summary>The mean over the seeds in percent; empty where there is none.</summary>
    public string MeanOf(SeedSummary summary) => Percent(IsError ? 1 - summary[Key].Mean : summary[Key].Mean);

    /// <summary>The standard deviation over the seeds in percent; empty for one seed.</summary>
    public string DeviationOf(SeedSummary summary) => Percent(summary[Key].StandardDeviation);

    private static string Percent(double? share) => (share * 100)?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}
