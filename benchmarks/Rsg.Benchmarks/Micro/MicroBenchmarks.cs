using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Rsg.Benchmarks.Micro;

/// <summary>The single operations that a step is made of, measured by BenchmarkDotNet in this process.</summary>
internal static class MicroBenchmarks
{
    public static void Run(IReadOnlyCollection<string> options)
    {
        Job job = options.Contains(Command.Quick) ? Job.ShortRun : Job.Default;
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        BenchmarkRunner.Run(typeof(MicroBenchmarks).Assembly, config);
    }
}
