#if SNAPSHOT_VERIFY
using System.Runtime.CompilerServices;
using Rsg.Testing.Generation;
using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing;

/// <summary>Compares what a generator emitted and reported with the files that a person accepted; see docs/testing.md.</summary>
public static class Snapshots
{
    static Snapshots() => VerifyTests.VerifySourceGenerators.Initialize();

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

        // The name is ours in both engines, so that both read and write the same files.
        var settings = new VerifyTests.VerifySettings();
        settings.UseDirectory(SnapshotName.FolderName);
        settings.UseFileName(SnapshotName.Of(sourceFile, method, parameters ?? []).Prefix);
        if (SnapshotAcceptance.FromEnvironment().IsGranted)
        {
            settings.AutoVerify();
        }

        return VerifyXunit.Verifier.Verify(run.Driver, settings, sourceFile);
    }
}
#endif
