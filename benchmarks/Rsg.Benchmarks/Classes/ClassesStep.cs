using System.Diagnostics;
using System.Globalization;
using Rsg.Balancing;
using Rsg.Benchmarks.Processes;
using Rsg.Generation;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Classes;

/// <summary>Steps of the RSG alone, on maps as ResNet-50 gives behind its third stage, and its optimizer: the trainer's or TorchSharp's.</summary>
internal static class ClassesStep
{
    public const string Work = "classes step";
    public const string ByRows = "rows";
    public const string Dense = "dense";

    private const int Channels = 1024;
    private const int Side = 14;
    private const int BatchSize = 32;
    private const int WarmUp = 2;
    private const double LearningRate = 1e-4;
    private const double Momentum = 0.9;
    private const double WeightDecay = 2e-4;

    /// <param name="arguments">The number of classes, <see cref="ByRows"/> or <see cref="Dense"/>, and how many steps of each phase.</param>
    public static void Run(string[] arguments)
    {
        int classes = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        int steps = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var frequent = new FrequentClasses(classes, Enumerable.Range(0, classes / 5));
        using var generator = new RareSampleGenerator(Channels, frequent, new RareSampleGeneratorOptions { Form = Form.Released });
        using var nothingElse = nn.Sequential();
        using FusedSgd? fused = arguments[1] == ByRows ? new FusedSgd(nothingElse, generator, LearningRate, Momentum, WeightDecay) : null;
        using SGD? sgd = fused is null ? torch.optim.SGD(generator.parameters(), LearningRate, momentum: Momentum, weight_decay: WeightDecay) : null;

        var random = new Random(1);
        using Tensor maps = randn(BatchSize, Channels, Side, Side);
        foreach (int phase in new[] { 1, 2 })
        {
            var times = new List<double>();
            for (int step = 0; step < WarmUp + steps; step++)
            {
                // Half of the batch is frequent, so that every step generates as much.
                using Tensor labels = tensor(Enumerable.Range(0, BatchSize)
                    .Select(i => (long)(i % 2 == 0 ? random.Next(classes / 5) : random.Next(classes / 5, classes))).ToArray());
                var clock = Stopwatch.StartNew();
                Step(generator, fused, sgd, maps, labels, phase);
                if (step >= WarmUp)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }

            Report.Figure($"phase {phase}", Statistics.Median(times));
        }
    }

    private static void Step(RareSampleGenerator generator, FusedSgd? fused, SGD? sgd, Tensor maps, Tensor labels, int phase)
    {
        using DisposeScope scope = NewDisposeScope();
        fused?.ZeroGrad();
        sgd?.zero_grad();
        AugmentedBatch batch = phase == 1 ? generator.Estimate(maps, labels) : generator.Generate(maps, labels);
        ((0.1 * batch.Cesc) + (0.01 * batch.Mv)).backward();
        fused?.Step();
        sgd?.step();
    }
}
