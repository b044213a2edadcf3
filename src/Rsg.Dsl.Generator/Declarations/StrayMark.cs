using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>Finds members that are marked as parts of a network in a class that is none.</summary>
internal static class StrayMark
{
    /// <summary>What is wrong, said once for a class at its first mark; <c>null</c> where nothing is, or where the class has an error that says so already.</summary>
    public static DiagnosticInfo? Find(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol.ContainingType is not { } type)
        {
            return null;
        }

        var names = type.GetAttributes().Select(static attribute => attribute.AttributeClass?.ToDisplayString() ?? "").ToList();
        var isModel = names.Contains(AttributeNames.Backbone);
        if (names.Contains(AttributeNames.Network) || (!isModel && names.Any(static name => AttributeNames.Find(name) is not null)))
        {
            return null;
        }

        var first = type.GetMembers().SelectMany(static member => member.GetAttributes()).First(ModuleMember.IsMark);
        var mark = context.Attributes[0];
        if (first.ApplicationSyntaxReference?.Span != mark.ApplicationSyntaxReference?.Span
            || mark.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }

        var remedy = isModel ? "its network is one of the catalogue, so remove this" : "add [Network(Classes = 10, Height = 32, Width = 32)] to the class";
        return DiagnosticInfo.At(SourceSpan.Of(syntax), DiagnosticDescriptors.StrayMark, $"[{syntax.Name}]", context.TargetSymbol.Name, type.Name, remedy);
    }
}
