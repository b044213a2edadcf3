using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Rsg.Dsl.Analysis;
using Rsg.Dsl.CodeFixes.Changes;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.CodeFixes;

/// <summary>Mends a declaration in the one way that its diagnostic knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarationCodeFix))]
[Shared]
public sealed class DeclarationCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.CanBeMended.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (Find(root, diagnostic) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Apply(root))), equivalenceKey: change.Title), diagnostic);
            }
        }
    }

    private static Change? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var text = diagnostic.Properties[RemedyAnalyzer.TextProperty] ?? "";
        return Enum.TryParse<RemedyKind>(diagnostic.Properties[RemedyAnalyzer.KindProperty], out var kind) ? kind switch
        {
            RemedyKind.MakePartial => ClassChange.MakePartial(place),
            RemedyKind.RemoveModifier => ClassChange.RemoveModifier(place, text),
            RemedyKind.AddAttribute => ClassChange.AddAttribute(place, text),
            RemedyKind.RemoveAttribute => AttributeChange.Remove(place),
            RemedyKind.RemoveArgument => AttributeChange.RemoveArgument(place, text),
            RemedyKind.ReplaceValue => AttributeChange.ReplaceValue(place, text),
            RemedyKind.ReplaceLayer => LayerChange.Replace(place, text),
            _ => null,
        }
        : null;
    }
}
