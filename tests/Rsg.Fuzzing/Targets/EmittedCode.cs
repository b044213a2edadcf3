using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl;
using Rsg.Testing.Generation;

namespace Rsg.Fuzzing.Targets;

/// <summary>What the generator promises of any declaration: no fault, and what it emits compiles without a warning.</summary>
internal static class EmittedCode
{
    private const string GeneratorFault = "RSG9003";
    private const string HostileClass = "Evil";
    private const int LongestMessage = 2000;

    /// <returns>The titles of what was reported.</returns>
    /// <exception cref="FindingException">The promise is broken.</exception>
    public static string Check(GeneratorInput project)
    {
        GeneratorRun run = GeneratorRun.Of<RsgGenerator>(project);
        if (run.Result.Exception is { } exception)
        {
            throw new FindingException("The generator threw: " + exception);
        }

        foreach (Diagnostic diagnostic in run.Diagnostics)
        {
            string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            if (diagnostic.Id == GeneratorFault || message.Length > LongestMessage)
            {
                throw new FindingException($"{diagnostic.Id}: {message[..Math.Min(message.Length, LongestMessage)]}");
            }

            // What is wrong with a file stands in it.
            if (project.AdditionalFiles is [var file] && (diagnostic.Location.GetLineSpan().Path != file.Path || !IsInside(diagnostic.Location, SourceText.From(file.Text))))
            {
                throw new FindingException($"{diagnostic.Id} is at {diagnostic.Location.GetLineSpan()}, which is not in the file.");
            }
        }

        if (project.AdditionalFiles.Length > 0 && run.Diagnostics.IsEmpty && run.GeneratedSources.IsEmpty)
        {
            throw new FindingException("Nothing is generated from the file, and nothing is said.");
        }

        if (run.GeneratedSources.Any(source => HasForeignCode(source.SyntaxTree.GetRoot())))
        {
            throw new FindingException("A text of the declaration became code.");
        }

        if (!run.GeneratedSources.IsEmpty)
        {
            run.AssertCompilesCleanly();
        }

        return string.Join("; ", run.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsInside(Location location, SourceText text) =>
        location.SourceSpan.End <= text.Length && text.Lines.GetLinePositionSpan(location.SourceSpan) == location.GetLineSpan().Span;

    /// <summary>Whether there is a class of the name that hostile texts try to declare, or a directive that the emitters do not write.</summary>
    private static bool HasForeignCode(SyntaxNode root) =>
        root.DescendantNodes().OfType<TypeDeclarationSyntax>().Any(type => type.Identifier.ValueText == HostileClass)
        || root.DescendantTrivia().Any(trivia => trivia.IsDirective && !(trivia.IsKind(SyntaxKind.NullableDirectiveTrivia) || trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia)));
}
