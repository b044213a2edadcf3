using System.Diagnostics;
using System.Globalization;
using Rsg.Data;
using TorchSharp;

namespace Rsg.Benchmarks.Generation;

/// <summary>
/// One training step of ResNet-32 (batch 128, 3 x 32 x 32), without RSG and in each phase of both forms. The variants take turns, so that
/// a machine that gets slower or faster during the run does so for all of them; the ratio is of medians, to the step without RSG.
/// </summary>
internal static class GenerationBenchmark
{
    private const int WarmUp = 2;

    public static void Run(IReadOnlyCollection<string> options)
    {
        int steps = options.Contains(Command.Quick) ? 4 : 12;
        var images = new RandomImages();
        using var plain = new Plain.Trainer(new Plain(), images);
        using var paper = new WithPaperRsg.Trainer(new WithPaperRsg(), images);
        using var released = new WithReleasedRsg.Trainer(new WithReleasedRsg(), images);

        (string Name, Action<Batch> Step)[] variants =
        [
            ("without RSG", batch => plain.TrainStep(batch.Images, batch.Labels)),
            ("paper form, phase 1", batch => StepPaper(0, batch)),
            ("released form, phase 1", batch => StepReleased(0, batch)),
            ("paper form, phase 2", batch => StepPaper(WithPaperRsg.Trainer.GenerateFromEpoch, batch)),
            ("released form, phase 2", batch => StepReleased(WithReleasedRsg.Trainer.GenerateFromEpoch, batch)),
        ];

        var times = variants.Select(_ => new List<double>()).ToArray();
        var loader = new BatchLoader(images, Plain.Trainer.BatchSize, shuffle: true, seed: 1, dropLast: true) { Prefetch = 0 };
        foreach (var (round, batch) in loader.ReadEpoch(0).Take(WarmUp + steps).Index())
        {
            using (batch)
            {
                for (var i = 0; i < variants.Length; i++)
                {
                    var clock = Stopwatch.StartNew();
                    variants[i].Step(batch);
                    if (round >= WarmUp)
                    {
                        times[i].Add(clock.Elapsed.TotalMilliseconds);
                    }
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{torch.get_num_threads()} threads, median of {steps} steps"));
        var baseline = Numbers.Median(times[0]);
        for (var i = 0; i < variants.Length; i++)
        {
            var median = Numbers.Median(times[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variants[i].Name,-24} {median,8:F0} ms {median / baseline,6:F2} x"));
        }

        void StepPaper(int epoch, Batch batch)
        {
            paper.StartEpoch(epoch);
            paper.TrainStep(batch.Images, batch.Labels);
        }

        void StepReleased(int epoch, Batch batch)
        {
            released.StartEpoch(epoch);
            released.TrainStep(batch.Images, batch.Labels);
        }
    }
}
