using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>Checks the class that a model extends: whether it can be extended, and whether its own members leave the names free that emitted code needs.</summary>
internal static class PartialClassCheck
{
    public static void Report(ModelDeclaration declaration, bool hasOwnModules, bool hasClassNames, List<DiagnosticInfo> diagnostics)
    {
        ReportObstacles(declaration, diagnostics);
        ReportTakenMembers(declaration, static name => name == OwnMember.Constructor || OwnMember.IsOfTrainer(name) || MemberNames.Always.Contains(name), diagnostics);
        if (hasOwnModules)
        {
            ReportTakenMembers(declaration, MemberNames.OfOwnModules.Contains, diagnostics);
        }

        if (hasClassNames)
        {
            ReportNames(MemberNames.OfNamedClasses.Contains, declaration, diagnostics);
        }
    }

    /// <summary>Reports members of the class that have names of the network's layers, and a class that has one itself.</summary>
    public static void ReportNamesOf(NetworkGraph graph, ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
        => ReportNames(new HashSet<string>(ClassMembers.NamesOf(graph), StringComparer.Ordinal).Contains, declaration, diagnostics);

    private static void ReportNames(Func<string, bool> isTaken, ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        ReportTakenMembers(declaration, isTaken, diagnostics);
        if (isTaken(declaration.Type.Name))
        {
            diagnostics.Add(DiagnosticInfo.At(declaration.TypeSpan, DiagnosticDescriptors.ClassNameTaken, declaration.Type.Name));
        }
    }

    private static void ReportTakenMembers(ModelDeclaration declaration, Func<string, bool> isTaken, List<DiagnosticInfo> diagnostics)
    {
        foreach (var member in declaration.Facts.Members)
        {
            if (isTaken(member.Name))
            {
                var isConstructor = member.Name == OwnMember.Constructor;
                diagnostics.Add(DiagnosticInfo.At(
                    member.Span,
                    DiagnosticDescriptors.MemberTaken,
                    isConstructor ? "a constructor" : $"the name '{member.Name}'",
                    declaration.Type.Name,
                    isConstructor ? "remove this one" : "rename or remove this one"));
            }
        }
    }

    private static void ReportObstacles(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        var name = declaration.Name;
        var place = declaration.Facts.Place ?? declaration.TypeSpan;
        foreach (var obstacle in declaration.Facts.Obstacles)
        {
            diagnostics.Add(obstacle switch
            {
                ClassObstacle.NotPartial => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassNotPartial, name) with { Remedy = new(RemedyKind.MakePartial) },
                ClassObstacle.Nested => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassNested, name),
                ClassObstacle.Generic => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassGeneric, name),
                ClassObstacle.Static => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassKind, name, "remove 'static'") with { Remedy = new(RemedyKind.RemoveModifier, "static") },
                ClassObstacle.Record => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassKind, name, "write 'class' in place of 'record'"),
                ClassObstacle.FileLocal => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassKind, name, "remove 'file'") with { Remedy = new(RemedyKind.RemoveModifier, "file") },
                ClassObstacle.NameOfMember => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassNameTaken, name),
                ClassObstacle.NotClass => DiagnosticInfo.At(declaration.TypeSpan, DiagnosticDescriptors.NameTaken, name, "a type of another kind or a namespace"),
                ClassObstacle.NamespaceIsType => DiagnosticInfo.At(declaration.NamespaceSpan, DiagnosticDescriptors.NameTaken, declaration.Namespace, "a type"),
                _ => DiagnosticInfo.At(place, DiagnosticDescriptors.ClassHasBase, name),
            });
        }
    }
}
