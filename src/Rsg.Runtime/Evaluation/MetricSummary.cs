using System.Collections.Immutable;
using System.Globalization;

namespace Rsg.Evaluation;

/// <summary>One metric over the seeds of a training.</summary>
public sealed class MetricSummary
{
    internal MetricSummary(string key, ImmutableArray<double> values)
    {
        Key = key;
        Values = values;
        if (values.IsEmpty)
        {
            return;
        }

        // Not below the smallest or above the largest value, as rounding could make the mean of equal ones.
        double mean = Math.Clamp(values.Average(), values.Min(), values.Max());
        Mean = mean;
        Minimum = values.Min();
        Maximum = values.Max();
        StandardDeviation = values.Length == 1 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>Its key, as in <see cref="EvaluationMetrics.Values"/>.</summary>
    public string Key { get; }

    /// <summary>Its value for each seed, in the order of the seeds; empty where the metric has none (a group without classes, top-5 of few classes).</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The mean; <see langword="null"/> without values.</summary>
    public double? Mean { get; }

    /// <summary>The sample standard deviation (divided by n - 1); <see langword="null"/> for fewer than two seeds, which say nothing of it.</summary>
    public double? StandardDeviation { get; }

    /// <summary>The smallest value; <see langword="null"/> without values.</summary>
    public double? Minimum { get; }

    /// <summary>The largest value; <see langword="null"/> without values.</summary>
    public double? Maximum { get; }

    /// <summary>Mean and deviation: <c>79.2 ± 0.4 %</c>, or <c>79.2 %</c> for one seed; a dash without values.</summary>
    public override string ToString()
    {
        return Mean is null ? "-" : StandardDeviation is null ? $"{Percent(Mean)} %" : $"{Percent(Mean)} ± {Percent(StandardDeviation)} %";

        static string Percent(double? share) => (share!.Value * 100).ToString("F1", CultureInfo.InvariantCulture);
    }
}
