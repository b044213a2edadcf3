#if !SNAPSHOT_VERIFY
using System.Runtime.CompilerServices;
using Rsg.Testing.Generation;
using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing;

/// <summary>Compares what a generator emitted and reported with the files that a person accepted; see docs/testing.md.</summary>
public static class Snapshots
{
    private static readonly SnapshotComparison Comparison = new(new UsedPrefixes(), SnapshotAcceptance.FromEnvironment(), DiffTool.Show);

    /// <summary>
    /// Fails unless the emitted files and the reported diagnostics are those in <c>_snapshots</c> beside the test's source file. The
    /// files are named after that source file and the test method.
    /// </summary>
    /// <param name="run">The run to compare.</param>
    /// <param name="parameters">Name and value of each parameter of a theory; part of the file names.</param>
    /// <param name="sourceFile">The test's source file; the compiler fills it in.</param>
    /// <param name="method">The test method; the compiler fills it in.</param>
    public static Task Verify(
        GeneratorRun run,
        IReadOnlyList<(string Name, object? Value)>? parameters = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        ArgumentNullException.ThrowIfNull(run);
        var name = SnapshotName.Of(sourceFile, method, parameters ?? []);
        Comparison.Verify(name, SnapshotContent.Of(run.RunResult, DirectoryScrubber.For(sourceFile)));
        return Task.CompletedTask;
    }
}
#endif
