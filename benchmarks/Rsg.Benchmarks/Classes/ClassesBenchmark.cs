using System.Globalization;
using Rsg.Benchmarks.Processes;

namespace Rsg.Benchmarks.Classes;

/// <summary>
/// What a step of the RSG alone (D = 1024, K = 15, maps of 14 x 14, batch 32) costs as the number of classes grows: with the trainer's
/// optimizer, which moves the rows of the batch's classes only, and with TorchSharp's SGD over all of them. Each in a process of its own.
/// </summary>
internal static class ClassesBenchmark
{
    private static readonly int[] ClassCounts = [10, 100, 1000, 8142];

    public static void Run(IReadOnlyCollection<string> options)
    {
        string steps = options.Contains(Command.Quick) ? "3" : "9";
        Variant[] variants =
        [
            .. ClassCounts.SelectMany(classes => new[] { ClassesStep.ByRows, ClassesStep.Dense }.Select(mode =>
            {
                string count = classes.ToString(CultureInfo.InvariantCulture);
                return new Variant($"{count,5} classes, {mode}", ClassesStep.Work, count, mode, steps);
            })),
        ];
        Comparison runs = Comparison.Run(variants, rounds: 1);
        Console.WriteLine($"{Environment.ProcessorCount} processors; medians of {steps} steps");
        Console.WriteLine($"{"",-24} {"phase 1 ms",11} {"phase 2 ms",11} {"peak MB",9}");
        for (int i = 0; i < variants.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{variants[i].Name,-24} {runs.Figure(i, "phase 1"),11:F1} {runs.Figure(i, "phase 2"),11:F1} {runs.PeakText(i),9}"));
        }
    }
}
