using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Rsg.Dsl.CodeFixes.Changes;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.CodeFixes;

/// <summary>Mends a parameter that an attribute of ours does not have, which the compiler reports: a misspelt one, or one of another attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterCodeFix))]
[Shared]
public sealed class ParameterCodeFix : CodeFixProvider
{
    private const string NameNotFound = "CS0246";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(NameNotFound);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null; // each is a choice

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var semantics = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals.Name: { } name, Parent.Parent: AttributeSyntax attribute } argument
            || !name.Span.Contains(context.Span)
            || semantics?.GetTypeInfo(attribute, context.CancellationToken).Type is not INamedTypeSymbol type
            || !OwnAttribute.Is(type))
        {
            return;
        }

        foreach (var change in Find(type, attribute, argument, name))
        {
            context.RegisterCodeFix(
                CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Apply(root))), equivalenceKey: change.Title), context.Diagnostics);
        }
    }

    private static IEnumerable<Change> Find(INamedTypeSymbol type, AttributeSyntax attribute, AttributeArgumentSyntax argument, IdentifierNameSyntax name)
    {
        var written = name.Identifier.ValueText;
        if (NearestName.Find(written, OwnAttribute.ParametersOf(type)) is { } nearest)
        {
            yield return new Change($"Change to '{nearest}'", root => root.ReplaceNode(name, SyntaxFactory.IdentifierName(nearest).WithTriviaFrom(name)));
        }

        var owners = OwnAttribute.All(type).Where(owner => OwnAttribute.ParametersOf(owner).Contains(written)).ToList();
        foreach (var owner in owners.Where(owner => OwnAttribute.IsLoss(owner) && OwnAttribute.IsLoss(type)))
        {
            yield return ParameterChange.ReplaceAttribute(attribute, OwnAttribute.NameOf(owner));
        }

        foreach (var owner in owners.Where(owner => !(OwnAttribute.IsLoss(owner) && OwnAttribute.IsLoss(type))))
        {
            if (ParameterChange.Move(argument, OwnAttribute.NameOf(owner)) is { } move)
            {
                yield return move;
            }
        }
    }
}
