using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rsg.Dsl.CodeFixes.Changes;

/// <summary>Changes of an attribute.</summary>
internal static class AttributeChange
{
    public static Change? Remove(SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
        {
            return null;
        }

        // A list of one goes with its line; what stands in front of it is the class's.
        return new Change($"Remove [{attribute.Name}]", root => list.Attributes.Count > 1
            ? root.ReplaceNode(list, list.WithAttributes(Without(list.Attributes, attribute)))
            : root.RemoveNode(list, list == (list.Parent as TypeDeclarationSyntax)?.AttributeLists[0] ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia)!);
    }

    /// <summary>The named argument goes; another one at the place, such as the recipe that says the same, stays.</summary>
    public static Change? RemoveArgument(SyntaxNode place, string name)
        => place.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: var written } argument && written == name
            ? new Change($"Remove '{name}'", root => WithoutArgument(root, argument))
            : null;

    public static Change? ReplaceValue(SyntaxNode place, string value)
    {
        // Of what is no literal, such as a constant of the project's own, the value stands elsewhere.
        if (place.FirstAncestorOrSelf<AttributeArgumentSyntax>()?.Expression is not (LiteralExpressionSyntax or PrefixUnaryExpressionSyntax) and not MemberAccessExpressionSyntax)
        {
            return null;
        }

        var written = place.FirstAncestorOrSelf<AttributeArgumentSyntax>()!.Expression;
        return new Change($"Change to {value}", root => root.ReplaceNode(written, SyntaxFactory.ParseExpression(value).WithTriviaFrom(written)));
    }

    public static SyntaxNode WithoutArgument(SyntaxNode root, AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        return list.Arguments.Count == 1
            ? root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!
            : root.ReplaceNode(list, list.WithArguments(Without(list.Arguments, argument)));
    }

    /// <summary>What is behind the last entry that stays is what was behind the last one.</summary>
    private static SeparatedSyntaxList<T> Without<T>(SeparatedSyntaxList<T> all, T removed)
        where T : SyntaxNode
    {
        var index = all.IndexOf(removed);
        var rest = all.RemoveAt(index);
        return index == 0 ? rest.Replace(rest[0], rest[0].WithLeadingTrivia(removed.GetLeadingTrivia()))
            : index == rest.Count ? rest.Replace(rest[index - 1], rest[index - 1].WithTrailingTrivia(removed.GetTrailingTrivia()))
            : rest;
    }
}
