namespace Rsg.Benchmarks.Classes;

/// <summary>What a training step costs as the number of classes grows.</summary>
internal static class ClassesBenchmark
{
    public static void Run(IReadOnlyCollection<string> options) => Console.WriteLine("Not measured yet.");
}
