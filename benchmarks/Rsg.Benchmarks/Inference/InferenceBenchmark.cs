using System.Globalization;
using Rsg.Benchmarks.Processes;
using Rsg.Benchmarks.Training;

namespace Rsg.Benchmarks.Inference;

/// <summary>
/// Forwards of ResNet-32, 3 x 32 x 32, in evaluation mode and without gradients: the generated network, its folded copy, and ONNX Runtime with what
/// the network exports, against the hand-written module, each in processes of its own.
/// </summary>
internal static class InferenceBenchmark
{
    private static readonly Variant[] Variants =
    [
        new("hand-written", Predicting.HandWritten) { Environment = HandWrittenTraining.Untouched },
        new("generated", Predicting.Generated),
        new("generated, folded", Predicting.Folded),
        new("ONNX Runtime, exported folded", Predicting.OnnxRuntime),
    ];

    public static void Run(IReadOnlyCollection<string> options)
    {
        bool isQuick = options.Contains(Command.Quick);
        int rounds = isQuick ? 1 : 5;
        string length = isQuick ? "1000" : "2000";
        Comparison runs = Comparison.Run([.. Variants.Select(variant => variant with { Arguments = [length] })], rounds);
        Console.WriteLine($"{Environment.ProcessorCount} processors; ResNet-32, 3 x 32 x 32, forward alone; medians of {rounds} processes");
        foreach (int batchSize in Predicting.BatchSizes)
        {
            string name = Predicting.Milliseconds(batchSize);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch {batchSize,-30} {"ms",8} {"images/s",9} {"ratio",6}"));
            for (int variant = 0; variant < Variants.Length; variant++)
            {
                double milliseconds = runs.Figure(variant, name);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {Variants[variant].Name,-34} {milliseconds,8:F2} {batchSize * 1000 / milliseconds,9:F0} {runs.Figure(0, name) / milliseconds,6:F2}"));
            }
        }
    }
}
