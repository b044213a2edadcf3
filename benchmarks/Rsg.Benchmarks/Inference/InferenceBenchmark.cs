namespace Rsg.Benchmarks.Inference;

/// <summary>What a prediction of a generated network costs.</summary>
internal static class InferenceBenchmark
{
    public static void Run(IReadOnlyCollection<string> options) => Console.WriteLine("Not measured yet.");
}
