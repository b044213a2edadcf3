using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Rsg.Output;

namespace Rsg.Evaluation;

/// <summary>The evaluations of one training with several seeds: mean, sample standard deviation, smallest and largest value of every metric.</summary>
public sealed class SeedSummary
{
    private static readonly string[] Titles = ["Metric", "Mean %", "Deviation", "Minimum", "Maximum"];

    /// <summary>Sums up evaluations, one a seed.</summary>
    /// <param name="results">The evaluations; at least one.</param>
    /// <param name="selection">Which epoch's they are, for every output to say, such as <c>last epoch</c> or <c>best epoch chosen on the test set</c>; <see langword="null"/> to leave that open.</param>
    /// <exception cref="ArgumentException">There is no evaluation, or they are not of the same classes and training counts.</exception>
    public SeedSummary(IEnumerable<EvaluationResult> results, string? selection = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ImmutableArray<EvaluationResult> all = [.. results];
        if (all.IsEmpty)
        {
            throw new ArgumentException("There is no evaluation to sum up.", nameof(results));
        }

        for (int seed = 1; seed < all.Length; seed++)
        {
            if (!all[seed].TrainingCounts.Equals(all[0].TrainingCounts))
            {
                throw new ArgumentException(
                    $"Evaluation {seed} is of other training counts than evaluation 0; means over different tasks say nothing.", nameof(results));
            }
        }

        Seeds = all.Length;
        Selection = selection;
        SkippedImages = all.Sum(result => result.SkippedImages);
        Metrics = [.. Enumerable.Range(0, all[0].Metrics.Values.Count).Select(metric => Summarize(all, metric))];
    }

    /// <summary>How many evaluations there are.</summary>
    public int Seeds { get; }

    /// <summary>Which epoch's evaluations they are; <see langword="null"/> when that was left open.</summary>
    public string? Selection { get; }

    /// <summary>Images that the evaluations left out because they could not be read, of all seeds together: one that no seed could read counts for each.</summary>
    public long SkippedImages { get; }

    /// <summary>Every metric, in the order of <see cref="EvaluationMetrics.Values"/>.</summary>
    public ImmutableArray<MetricSummary> Metrics { get; }

    /// <summary>Top-1 accuracy.</summary>
    public MetricSummary Accuracy => this["accuracy"];

    /// <summary>One metric.</summary>
    /// <param name="key">Its key, as in <see cref="EvaluationMetrics.Values"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such metric; the message names all.</exception>
    public MetricSummary this[string key] => Metrics.FirstOrDefault(metric => metric.Key == key)
        ?? throw new KeyNotFoundException($"There is no metric '{key}'; there are {string.Join(", ", Metrics.Select(metric => metric.Key))}.");

    /// <summary>The accuracy on one line: <c>79.2 ± 0.4 % (3 seeds)</c>, with the selection where it is known, and images that could not be read where there are any.</summary>
    public override string ToString() => $"{Accuracy} ({Origin()})";

    /// <summary>Every metric that has values, as a table of plain text.</summary>
    public string ToTable()
    {
        var text = new StringBuilder();
        text.Append(Origin()).Append('\n');
        TextTable.Append(text, Titles, numbersFrom: 1, [.. Metrics.Where(metric => metric.Mean is not null).Select(Row)]);
        return text.ToString();
    }

    /// <summary>Every metric as JSON; its keys are in docs/evaluation.md.</summary>
    public string ToJson() => JsonText.Write(json =>
    {
        json.WriteNumber("seeds", Seeds);
        json.WriteString("selection", Selection);
        json.WriteNumber("skippedImages", SkippedImages);
        json.WriteStartObject("metrics");
        foreach (MetricSummary metric in Metrics)
        {
            json.WriteStartObject(metric.Key);
            json.WriteNumberOrNull("mean", metric.Mean);
            json.WriteNumberOrNull("standardDeviation", metric.StandardDeviation);
            json.WriteNumberOrNull("minimum", metric.Minimum);
            json.WriteNumberOrNull("maximum", metric.Maximum);
            json.WriteStartArray("values");
            foreach (double value in metric.Values)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>Writes <see cref="ToJson"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    public void WriteJson(string path) => WholeFile.WriteText(path, ToJson());

    /// <summary>One row a metric as comma-separated values; the columns are in docs/evaluation.md.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("metric,seeds,mean,standardDeviation,minimum,maximum,selection,skippedImages\n");
        foreach (MetricSummary metric in Metrics)
        {
            Csv.AppendRow(text, metric.Key, Seeds, metric.Mean, metric.StandardDeviation, metric.Minimum, metric.Maximum, Selection, SkippedImages);
        }

        return text.ToString();
    }

    /// <summary>Writes <see cref="ToCsv"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    public void WriteCsv(string path) => WholeFile.WriteText(path, ToCsv());

    private static MetricSummary Summarize(ImmutableArray<EvaluationResult> results, int metric)
    {
        string key = results[0].Metrics.Values[metric].Key;
        ImmutableArray<double?> values = [.. results.Select(result => result.Metrics.Values[metric].Value)];
        ImmutableArray<double> known = [.. values.OfType<double>()];
        return known.IsEmpty || known.Length == values.Length
            ? new MetricSummary(key, known)
            : throw new ArgumentException($"{known.Length} of {values.Length} evaluations have a value of {key}; they are not of the same images.", nameof(results));
    }

    private static string[] Row(MetricSummary metric) =>
        [metric.Key, TextTable.Percent(metric.Mean), TextTable.Percent(metric.StandardDeviation), TextTable.Percent(metric.Minimum), TextTable.Percent(metric.Maximum)];

    private string Origin() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds} seed{(Seeds == 1 ? "" : "s")}{(Selection is null ? "" : "; " + Selection)}{UnreadImages.After("; ", SkippedImages)}");
}
