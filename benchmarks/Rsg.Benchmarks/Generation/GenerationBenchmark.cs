using System.Diagnostics;
using System.Globalization;
using Rsg.Benchmarks.Processes;
using Rsg.Data;
using Rsg.Summaries;
using TorchSharp;

namespace Rsg.Benchmarks.Generation;

/// <summary>
/// One training step of ResNet-32 (batch 128, 3 x 32 x 32, labels of CIFAR-10-LT with ratio 100, K = 15), without RSG and in each phase of both forms, and with
/// the released algorithm written out. The variants take turns in one process, so that a machine that gets slower or faster during the run does so for
/// all of them; a ratio is the median over the rounds of a step's time to that of the step without RSG in the same round. Memory: one process for each, read from outside.
/// </summary>
internal static class GenerationBenchmark
{
    private const int WarmUp = 2;
    private const int MemorySteps = 4;

    // Recorded apart from this: the released PyTorch code, CPU, 2 threads, 503 ms a step without RSG, 1125 and 1064 ms with it.
    private const string ReleasedPyTorch = "released PyTorch code, on its own (recorded, CPU, 2 threads): 2.24 x in phase 1, 2.12 x in phase 2";

    public static void Run(IReadOnlyCollection<string> options)
    {
        bool isQuick = options.Contains(Command.Quick);
        string[] names = [.. StepVariant.Names];
        (double[][] times, double generated) = Time(names, rounds: isQuick ? 4 : 12);
        Comparison memory = Comparison.Run(
            [.. names.Select(name => new Variant(name, GenerationMemory.Work, name, MemorySteps.ToString(CultureInfo.InvariantCulture)))], rounds: 1);

        Console.WriteLine($"{torch.get_num_threads()} threads, medians of {times[0].Length} steps");
        Console.WriteLine($"{"",-30} {"ms",8} {"ratio",6} {"peak MB",9} {"ratio",6}");
        for (int i = 0; i < names.Length; i++)
        {
            double ratio = Statistics.Median(times[i].Zip(times[0], (time, without) => time / without));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{names[i],-30} {Statistics.Median(times[i]),8:F0} {ratio,6:F2} {memory.PeakText(i),9} {memory.PeakRatioText(i),6}"));
        }

        double share = ShareBehindCut() * generated / Plain.Trainer.BatchSize;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"phase 2 adds {generated:F1} samples a step (mean) to the layers behind the cut: {share:P1} of a step's multiply-adds"));
        Console.WriteLine(ReleasedPyTorch);
    }

    /// <summary>Noise with the labels of CIFAR-10-LT.</summary>
    public static InMemoryImages Images() => CifarPixels.Draw(CifarPixels.LongTail, seed: 1).Images(CifarPixels.Preparation);

    public static IEnumerable<Batch> Batches(InMemoryImages images, int count) =>
        new BatchLoader(images, Plain.Trainer.BatchSize, shuffle: true, seed: 1, dropLast: true) { Prefetch = 0 }.ReadEpoch(0).Take(count);

    private static (double[][] Times, double Generated) Time(string[] names, int rounds)
    {
        InMemoryImages images = Images();
        StepVariant[] variants = [.. names.Select(name => StepVariant.Create(name, images))];
        double[][] times = [.. names.Select(_ => new double[rounds])];
        double generated = 0;
        foreach (var (round, batch) in Batches(images, WarmUp + rounds).Index())
        {
            using (batch)
            {
                for (int turn = 0; turn < variants.Length; turn++)
                {
                    // Another one begins each round: the first finds the batch out of the cache, and each finds what the one before it has left.
                    int i = (turn + round) % variants.Length;
                    var clock = Stopwatch.StartNew();
                    int added = variants[i].Step(batch);
                    if (round >= WarmUp)
                    {
                        times[i][round - WarmUp] = clock.Elapsed.TotalMilliseconds;
                        generated += names[i] == StepVariant.ReleasedPhase2 ? (double)added / rounds : 0;
                    }
                }
            }
        }

        foreach (StepVariant variant in variants)
        {
            variant.Dispose();
        }

        return (times, generated);
    }

    /// <summary>The multiply-adds of an image behind stage 2, as a share of all.</summary>
    private static double ShareBehindCut()
    {
        ModelSummary summary = Plain.Summary;
        int cut = summary.Layers.TakeWhile(layer => !layer.Name.StartsWith("layer3", StringComparison.Ordinal)).Count();
        return summary.Layers.Skip(cut).Sum(layer => layer.MultiplyAdds) / (double)summary.MultiplyAdds;
    }
}
