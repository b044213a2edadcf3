using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rsg.Dsl.CodeFixes.Changes;

/// <summary>Changes for a parameter that stands at the wrong attribute.</summary>
internal static class ParameterChange
{
    /// <summary>The attribute becomes the one that has the parameter.</summary>
    public static Change ReplaceAttribute(AttributeSyntax attribute, string owner)
        => new($"Change [{attribute.Name}] to [{owner}]", root => root.ReplaceNode(attribute.Name, Named(attribute.Name, owner)));

    /// <summary>The parameter goes to the attribute that has it, which is added where the class has none.</summary>
    public static Change? Move(AttributeArgumentSyntax argument, string owner)
    {
        if (argument.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || argument.Parent?.Parent is not AttributeSyntax { Parent: AttributeListSyntax list } attribute)
        {
            return null;
        }

        var moved = argument.WithoutTrivia();
        var there = type.AttributeLists.SelectMany(static each => each.Attributes).FirstOrDefault(other => ShortName(other.Name) == owner);
        if (there is null)
        {
            return new Change($"Move to a new [{owner}]", root => root.ReplaceNode(list, WithMoved(list)));
        }

        var isThere = there.ArgumentList?.Arguments.Any(other => other.NameEquals?.Name.Identifier.ValueText == argument.NameEquals!.Name.Identifier.ValueText) == true;
        return isThere ? null : new Change($"Move to [{owner}]", root =>
        {
            var tracked = root.TrackNodes(argument, there);
            tracked = tracked.ReplaceNode(tracked.GetCurrentNode(there)!, there.AddArgumentListArguments(moved));
            return AttributeChange.WithoutArgument(tracked, tracked.GetCurrentNode(argument)!);
        });

        AttributeListSyntax WithMoved(AttributeListSyntax old)
        {
            var rest = (AttributeListSyntax)AttributeChange.WithoutArgument(old, argument);
            var added = SyntaxFactory.Attribute(Named(attribute.Name, owner).WithoutTrivia()).AddArgumentListArguments(moved);
            var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
            return rest.WithAttributes(SyntaxFactory.SeparatedList<AttributeSyntax>(rest.Attributes.GetWithSeparators().Add(comma).Add(added)));
        }
    }

    /// <summary>The name of an attribute, with the namespace that is written in front of another one.</summary>
    private static NameSyntax Named(NameSyntax like, string name) => like switch
    {
        QualifiedNameSyntax qualified => qualified.WithRight(SyntaxFactory.IdentifierName(name)),
        AliasQualifiedNameSyntax alias => alias.WithName(SyntaxFactory.IdentifierName(name)),
        _ => SyntaxFactory.IdentifierName(name).WithTriviaFrom(like),
    };

    private static string ShortName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };
}
