using System.Globalization;

namespace Rsg.Benchmarks.Processes;

/// <summary>
/// Variants that take turns (A B A B), each time in a new process, so that a machine that gets slower or faster does so for all of them.
/// </summary>
internal sealed class Comparison
{
    private readonly List<Measurement>[] runs;

    private Comparison(IReadOnlyList<Variant> variants)
    {
        Variants = variants;
        runs = [.. variants.Select(_ => new List<Measurement>())];
    }

    public IReadOnlyList<Variant> Variants { get; }

    public static Comparison Run(IReadOnlyList<Variant> variants, int rounds)
    {
        var comparison = new Comparison(variants);
        for (int round = 0; round < rounds; round++)
        {
            for (int variant = 0; variant < variants.Count; variant++)
            {
                Variant side = variants[variant];
                comparison.runs[variant].Add(MeasuredProcess.Run(side.Work, side.Arguments, side.Environment));
            }
        }

        return comparison;
    }

    /// <summary>The median over the rounds of a figure that the variant gave.</summary>
    public double Figure(int variant, string name) => Statistics.Median(runs[variant].Select(run => run.Figures[name]));

    /// <summary>The median over the rounds of the most memory held, in MB (10^6 bytes); null where the system does not tell.</summary>
    public double? PeakMegabytes(int variant)
    {
        var peaks = runs[variant].Select(run => run.PeakBytes).ToArray();
        return peaks.All(peak => peak is not null) ? Statistics.Median(peaks.Select(peak => peak!.Value / 1e6)) : null;
    }

    /// <summary>The memory as a table has it.</summary>
    public string PeakText(int variant) =>
        PeakMegabytes(variant) is { } megabytes ? megabytes.ToString("F0", CultureInfo.InvariantCulture) : "not measured";

    /// <summary>The memory of a variant, divided by that of the first one.</summary>
    public string PeakRatioText(int variant) =>
        PeakMegabytes(variant) / PeakMegabytes(0) is { } ratio ? ratio.ToString("F2", CultureInfo.InvariantCulture) : "not measured";
}
