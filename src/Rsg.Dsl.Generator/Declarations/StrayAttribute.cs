using Microsoft.CodeAnalysis;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>Finds attributes that say how a model is trained on a class that is none.</summary>
internal static class StrayAttribute
{
    public static DiagnosticInfo? Find(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var isModel = context.TargetSymbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.Backbone);
        if (isModel || context.Attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellation) is not Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax syntax)
        {
            return null;
        }

        return DiagnosticInfo.At(SourceSpan.Of(syntax), DiagnosticDescriptors.NoNetwork, $"[{syntax.Name}]", context.TargetSymbol.Name);
    }
}
