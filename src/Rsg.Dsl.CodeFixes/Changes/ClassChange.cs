using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Rsg.Dsl.CodeFixes.Changes;

/// <summary>Changes of a model class.</summary>
internal static class ClassChange
{
    public static Change? MakePartial(SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        return new Change($"Make '{type.Identifier.ValueText}' partial", root =>
        {
            var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
            return root.ReplaceNode(type, type.Modifiers.Count > 0
                ? type.AddModifiers(partial)
                : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)));
        });
    }

    public static Change? RemoveModifier(SyntaxNode place, string modifier)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        var index = type.Modifiers.Select(static token => token.Text).ToList().IndexOf(modifier);
        if (index < 0)
        {
            return null;
        }

        return new Change($"Remove '{modifier}'", root =>
        {
            // The comments and the indentation in front of the first word are the class's.
            var leading = type.Modifiers[index].LeadingTrivia;
            var changed = type.WithModifiers(type.Modifiers.RemoveAt(index));
            var first = index < changed.Modifiers.Count ? changed.Modifiers[index] : changed.Keyword;
            return root.ReplaceNode(type, changed.ReplaceToken(first, first.WithLeadingTrivia(leading)));
        });
    }

    public static Change? AddAttribute(SyntaxNode place, string attribute)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { AttributeLists: [{ } first, ..] } type
            || SyntaxFactory.ParseCompilationUnit($"[{attribute}] class C;").Members is not [TypeDeclarationSyntax { AttributeLists: [{ } added] }])
        {
            return null;
        }

        return new Change(
            $"Add [{attribute}]",
            root => root.ReplaceNode(type, type.WithAttributeLists(
                type.AttributeLists
                    .Replace(first, first.WithLeadingTrivia(IndentationOf(first)))
                    .Insert(0, added.WithLeadingTrivia(first.GetLeadingTrivia()).WithTrailingTrivia(LineBreakOf(root)))))
                .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxTriviaList IndentationOf(SyntaxNode node)
        => node.GetLeadingTrivia() is [.., var last] && last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : default;

    private static SyntaxTrivia LineBreakOf(SyntaxNode root)
        => root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;
}
