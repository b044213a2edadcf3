using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Everything that a build of a project says: the generator's diagnostics, and the compiler's warnings and errors.</summary>
internal static class Expectation
{
    /// <summary>What the build says, in order of place: <c>RSG0001</c>, <c>CS0246</c>.</summary>
    public static IReadOnlyList<Diagnostic> Everything(this GeneratorRun run)
    {
        Assert.Null(run.Result.Exception);
        return
        [
            .. run.Diagnostics.Concat(run.OutputCompilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
                .Where(static diagnostic => !diagnostic.IsSuppressed && diagnostic.Id != "CS1591")
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan),
        ];
    }

    /// <summary>The IDs of what the build says.</summary>
    public static IEnumerable<string> Ids(this GeneratorRun run) => run.Everything().Select(static diagnostic => diagnostic.Id);

    /// <summary>Each diagnostic with its place and text, as a build prints it.</summary>
    public static string Print(this GeneratorRun run) => string.Join("\n", run.Everything().Select(static diagnostic => diagnostic.ToString()));
}
