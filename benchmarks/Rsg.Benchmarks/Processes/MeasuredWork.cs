using Rsg.Benchmarks.Classes;
using Rsg.Benchmarks.Generation;
using Rsg.Benchmarks.Inference;
using Rsg.Benchmarks.Training;

namespace Rsg.Benchmarks.Processes;

/// <summary>What a child process of this program may be told to do. New work is one line here.</summary>
internal static class MeasuredWork
{
    private static readonly Dictionary<string, Action<string[]>> Known = new()
    {
        [GeneratedTraining.Work] = GeneratedTraining.Run,
        [HandWrittenTraining.Work] = HandWrittenTraining.Run,
        [GenerationMemory.Work] = GenerationMemory.Run,
        [ClassesStep.Work] = ClassesStep.Run,
        [LongTraining.Work] = LongTraining.Run,
        [WaitingForData.Work] = WaitingForData.Run,
        [Predicting.HandWritten] = Predicting.RunHandWritten,
        [Predicting.Generated] = Predicting.RunGenerated,
        [Predicting.Folded] = Predicting.RunFolded,
        [Predicting.OnnxRuntime] = Predicting.RunOnnxRuntime,
    };

    /// <summary>The child's side: does the work, says that it is done, and lives on until its parent has looked at its memory.</summary>
    /// <exception cref="ArgumentException">No such work.</exception>
    public static void Run(string work, string[] arguments)
    {
        if (!Known.TryGetValue(work, out Action<string[]>? run))
        {
            throw new ArgumentException($"'{work}' is no work of this program; expected one of {string.Join(", ", Known.Keys)}.", nameof(work));
        }

        run(arguments);
        Report.Done();
    }
}
