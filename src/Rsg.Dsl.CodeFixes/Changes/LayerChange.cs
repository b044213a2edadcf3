using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Rsg.Dsl.CodeFixes.Changes;

/// <summary>Changes of a member that is a layer of a network of the user's own modules.</summary>
internal static class LayerChange
{
    private const int InAndOut = 2;

    /// <summary>A linear classifier becomes one of another class with as many inputs and outputs.</summary>
    /// <param name="place">Where the name of the member stands.</param>
    /// <param name="className">The full name of the class.</param>
    public static Change? Replace(SyntaxNode place, string className)
    {
        var (type, initializer) = place switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } field } variable => (field.Type, variable.Initializer),
            PropertyDeclarationSyntax property => (property.Type, property.Initializer),
            _ => (null, null),
        };
        var arguments = initializer?.Value switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        if (type is null || arguments is not { Arguments.Count: >= InAndOut })
        {
            return null;
        }

        var shortName = className.Substring(className.LastIndexOf('.') + 1);
        return new Change($"Make it a {shortName}", root => root.ReplaceNodes([type, initializer!.Value], (old, _) => old == type
            ? Name().WithTriviaFrom(type)
            : SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                Name(),
                arguments.WithArguments(SyntaxFactory.SeparatedList(arguments.Arguments.Take(InAndOut).Select(WithoutName), [arguments.Arguments.GetSeparator(0)])),
                initializer: null).WithTriviaFrom(initializer.Value)));

        NameSyntax Name() => SyntaxFactory.ParseName("global::" + className).WithAdditionalAnnotations(Simplifier.Annotation);

        static ArgumentSyntax WithoutName(ArgumentSyntax argument) => argument.WithNameColon(null);
    }
}
