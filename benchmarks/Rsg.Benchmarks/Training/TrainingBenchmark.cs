namespace Rsg.Benchmarks.Training;

/// <summary>Training with the generated trainer against a hand-written TorchSharp program.</summary>
internal static class TrainingBenchmark
{
    public static void Run(IReadOnlyCollection<string> options) => Console.WriteLine("Not measured yet.");
}
