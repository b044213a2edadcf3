using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Plans.Recipes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Turns a declaration into a plan, and says everything that is wrong with it at once.</summary>
internal static class ModelPlanner
{
    public static PlanResult Plan(ModelDeclaration declaration)
    {
        var diagnostics = new List<DiagnosticInfo>();
        if (declaration.Facts.Other is { } other)
        {
            var twice = DiagnosticInfo.At(declaration.TypeSpan, DiagnosticDescriptors.ModelTwice, declaration.Name, $"by {other.Attribute} in {other.File}");
            return new PlanResult(declaration.Type, CanBeExtended: !other.IsModel && declaration.Facts.Obstacles.Count == 0, HasOwnModules: false, [], null, [twice]);
        }

        ReportObstacles(declaration, diagnostics);
        ReportTakenMembers(declaration, static name => name == OwnMember.Constructor || OwnMember.IsOfTrainer(name) || MemberNames.Always.Contains(name), diagnostics);

        var own = declaration.Find(SectionNames.OwnModules);
        if (own is not null)
        {
            ReportTakenMembers(declaration, MemberNames.OfOwnModules.Contains, diagnostics);
        }

        // Named classes are known whatever else is wrong, so that code which names them gets no errors of its own.
        var classNames = ClassPlanner.FindNames(declaration);
        if (classNames.Count > 0)
        {
            ReportTakenMembers(declaration, MemberNames.OfNamedClasses.Contains, diagnostics);
            if (MemberNames.OfNamedClasses.Contains(declaration.Name))
            {
                diagnostics.Add(DiagnosticInfo.At(declaration.TypeSpan, DiagnosticDescriptors.ClassNameTaken, declaration.Name));
            }
        }

        var canBeExtended = diagnostics.Count == 0;
        if (declaration.IsBroken)
        {
            // The compiler has said what is wrong; what else would be said here may only follow from that.
            return new PlanResult(declaration.Type, canBeExtended, own is not null, classNames, null, diagnostics.ToEquatableArray());
        }

        SectionCheck.Report(declaration, diagnostics);
        declaration = RecipeFilling.Apply(SectionCheck.Repair(declaration), diagnostics);
        SectionCheck.ReportKeysOfOthers(declaration, diagnostics);
        var loss = LossPlanner.Plan(declaration, diagnostics);
        var training = TrainingPlanner.Plan(declaration, diagnostics);
        var rebalancing = RebalancingPlanner.Plan(declaration, loss?.Kind, training, diagnostics);
        NetworkGraph? graph = null;
        ModuleChain? chain = null;
        NetworkOutline? outline;
        ClassPlan classes;
        if (own is not null)
        {
            ReportSecondNetwork(declaration, own, diagnostics);
            chain = new ModuleChainPlanner(declaration, own, loss?.Kind, diagnostics).Plan(out outline, out classes);
        }
        else
        {
            graph = NetworkPlanner.Plan(declaration, loss?.Kind, diagnostics, out classes);
            outline = graph is null ? null : NetworkOutline.Of(graph);
        }

        if (graph is not null)
        {
            var names = new HashSet<string>(ClassMembers.NamesOf(graph), StringComparer.Ordinal);
            ReportTakenMembers(declaration, names.Contains, diagnostics);
            if (names.Contains(declaration.Type.Name))
            {
                diagnostics.Add(DiagnosticInfo.At(declaration.TypeSpan, DiagnosticDescriptors.ClassNameTaken, declaration.Type.Name));
            }
        }

        var rsg = RsgPlanner.Plan(declaration, outline, classes.Count, training, diagnostics, out var cut);

        var augmentation = AugmentationPlanner.Plan(declaration, (graph?.Input ?? chain?.Input)?.Channels, diagnostics);

        var hasErrors = diagnostics.Any(static diagnostic => diagnostic.IsError);
        var learning = hasErrors || loss is null ? null : new LearningPlan(loss, rebalancing, rsg, training, augmentation);
        ModelPlan? plan = learning is null || cut is null ? null
            : graph is not null ? new GraphModelPlan(declaration.Type, graph, cut.Value, learning, HasClassNames: classNames.Count > 0)
            : chain is not null ? new ChainModelPlan(declaration.Type, chain, cut.Value, learning, HasClassNames: classNames.Count > 0)
            : null;
        return new PlanResult(declaration.Type, canBeExtended, own is not null, classNames, plan, InOrderOfPlace(diagnostics));
    }

    private static void ReportSecondNetwork(ModelDeclaration declaration, Section own, List<DiagnosticInfo> diagnostics)
    {
        if (declaration.Find(SectionNames.Backbone) is not null)
        {
            diagnostics.Add(DiagnosticInfo.At(own.Span, DiagnosticDescriptors.SeveralNetworks, declaration.Name));
        }
    }

    private static EquatableArray<DiagnosticInfo> InOrderOfPlace(List<DiagnosticInfo> diagnostics) => diagnostics
        .OrderBy(static diagnostic => diagnostic.Span?.FilePath, StringComparer.Ordinal)
        .ThenBy(static diagnostic => diagnostic.Span?.Span.Start)
        .ToEquatableArray();

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
