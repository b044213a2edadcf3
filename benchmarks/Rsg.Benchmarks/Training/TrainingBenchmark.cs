using System.Globalization;
using Rsg.Benchmarks.Processes;

namespace Rsg.Benchmarks.Training;

/// <summary>
/// ResNet-32 trained end to end, batch 128, 3 x 32 x 32, padded crops and mirroring: the generated trainer against a hand-written
/// TorchSharp program, each in processes of its own.
/// </summary>
internal static class TrainingBenchmark
{
    public const string Ablation = "--ablation";
    public const string Long = "--long";
    public const string Waiting = "--waiting";

    private static readonly Variant HandWritten = new("hand-written", HandWrittenTraining.Work) { Environment = HandWrittenTraining.Untouched };
    private static readonly Variant Generated = new("generated", GeneratedTraining.Work);

    public static void Run(IReadOnlyCollection<string> options)
    {
        bool isQuick = options.Contains(Command.Quick);
        if (options.Contains(Long))
        {
            LongTraining.Measure(isQuick ? 200 : 2_000);
            return;
        }

        if (options.Contains(Waiting))
        {
            WaitingForData.Measure(isQuick ? 10 : 40);
            return;
        }

        Variant[] variants = options.Contains(Ablation) ? [HandWritten, Generated, .. WithoutOneChoice()] : [HandWritten, Generated];
        Measure(variants, steps: isQuick ? 5 : 15, rounds: isQuick ? 1 : 5);
    }

    /// <summary>The generated trainer with one choice taken back at a time.</summary>
    private static IEnumerable<Variant> WithoutOneChoice() =>
    [
        Without("all native defaults", "RSG_NATIVE_DEFAULTS", "off"),
        // libgomp's own number of turns; and glibc's own size of a cache, which has no effect other than turning this setting off.
        Without("brief waits", "GOMP_SPINCOUNT", "300000"),
        Without("the allocator's settings", "GLIBC_TUNABLES", "glibc.malloc.tcache_count=7"),
        Without("channels last", "RSG_CHANNELS_LAST", "off"),
        Without("the fused optimizer", "RSG_FUSED_OPTIMIZER", "off"),
        new("  without reading ahead", GeneratedTraining.Work, GeneratedTraining.NothingAhead),
    ];

    private static Variant Without(string choice, string variable, string value) =>
        Generated with { Name = $"  without {choice}", Environment = new Dictionary<string, string?> { [variable] = value } };

    private static void Measure(Variant[] variants, int steps, int rounds)
    {
        string count = steps.ToString(CultureInfo.InvariantCulture);
        Comparison runs = Comparison.Run([.. variants.Select(variant => variant with { Arguments = [count, .. variant.Arguments] })], rounds);
        Console.WriteLine($"{Environment.ProcessorCount} processors; ResNet-32, batch {StepMeter.BatchSize}, 3 x 32 x 32; medians of {rounds} processes of {steps} steps each");
        Console.WriteLine($"{"",-36} {"images/s",9} {"ratio",6} {"peak MB",9} {"ratio",6} {"managed KB a step",18}");
        for (int i = 0; i < variants.Length; i++)
        {
            double rate = runs.Figure(i, StepMeter.ImagesPerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{variants[i].Name,-36} {rate,9:F0} {rate / runs.Figure(0, StepMeter.ImagesPerSecond),6:F2} {runs.PeakText(i),9} {runs.PeakRatioText(i),6} {runs.Figure(i, StepMeter.ManagedBytes) / 1000,18:F0}"));
        }
    }
}
