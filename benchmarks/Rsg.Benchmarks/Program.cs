using Rsg.Benchmarks;
using Rsg.Benchmarks.Classes;
using Rsg.Benchmarks.Data;
using Rsg.Benchmarks.Generation;
using Rsg.Benchmarks.Inference;
using Rsg.Benchmarks.Micro;
using Rsg.Benchmarks.Processes;
using Rsg.Benchmarks.Training;

const int UsageError = 2;

Command[] commands =
[
    new("rsg", "a training step with RSG, in both forms and phases, against the same step without it", [Command.Quick], GenerationBenchmark.Run),
    new("step", "training with the generated trainer against a hand-written TorchSharp program", [Command.Quick, TrainingBenchmark.Ablation, TrainingBenchmark.Long, TrainingBenchmark.Waiting], TrainingBenchmark.Run),
    new("infer", "predictions of a generated network against the hand-written module", [Command.Quick], InferenceBenchmark.Run),
    new("data", "images made ready a second, against TorchSharp's loader and SkiaSharp's decoder", [Command.Quick], DataBenchmark.Run),
    new("classes", "a step of the RSG alone, from 10 to 8,142 classes", [Command.Quick], ClassesBenchmark.Run),
    new("micro", "single operations, measured by BenchmarkDotNet", [Command.Quick], MicroBenchmarks.Run),
];

if (args is [MeasuredProcess.Argument, var work, .. var workArguments])
{
    MeasuredWork.Run(work, workArguments);
    return 0;
}

string[] options = [.. args.Skip(1)];
Command? command = commands.FirstOrDefault(known => args.Length > 0 && known.Name == args[0]);
if (command is null || options.Except(command.Options).Any())
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project benchmarks/Rsg.Benchmarks -- COMMAND [OPTION ...]");
    foreach (Command known in commands)
    {
        Console.Error.WriteLine($"  {known.Name,-8} {known.Purpose} [{string.Join(' ', known.Options)}]");
    }

    return UsageError;
}

command.Run(options);
return 0;
