using Microsoft.CodeAnalysis;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans;

/// <summary>A part that has several variants, of which a model has one at most.</summary>
internal static class OnlyOne
{
    /// <summary>The first one, if any; those behind it are reported.</summary>
    public static Section? Find(ModelDeclaration declaration, string name, DiagnosticDescriptor several, List<DiagnosticInfo> diagnostics)
    {
        var first = declaration.Find(name);
        foreach (var section in declaration.Sections.Where(section => section.Name == name && section != first))
        {
            diagnostics.Add(DiagnosticInfo.At(section.Span, several, section.Written, first!.Written) with { Remedy = new(RemedyKind.RemoveAttribute) });
        }

        return first;
    }
}
