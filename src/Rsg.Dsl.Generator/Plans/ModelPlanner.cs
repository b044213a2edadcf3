using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
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

        // Named classes are known whatever else is wrong, so that code which names them gets no errors of its own.
        var classNames = ClassPlanner.FindNames(declaration);
        var ownModules = declaration.Find(SectionNames.OwnModules);
        PartialClassCheck.Report(declaration, hasOwnModules: ownModules is not null, hasClassNames: classNames.Count > 0, diagnostics);
        var canBeExtended = diagnostics.Count == 0;

        // What the compiler has said is wrong is not said again, and what else would be said may only follow from that.
        var plan = declaration.IsBroken ? null : PlanParts(declaration, ownModules, hasClassNames: classNames.Count > 0, diagnostics);
        return new PlanResult(declaration.Type, canBeExtended, ownModules is not null, classNames, plan, InOrderOfPlace(diagnostics));
    }

    private static ModelPlan? PlanParts(ModelDeclaration written, Section? ownModules, bool hasClassNames, List<DiagnosticInfo> diagnostics)
    {
        SectionCheck.Report(written, diagnostics);
        var declaration = RecipeFilling.Apply(SectionCheck.Repair(written), diagnostics);
        SectionCheck.ReportKeysOfOthers(declaration, diagnostics);
        var loss = LossPlanner.Plan(declaration, diagnostics);
        var training = TrainingPlanner.Plan(declaration, diagnostics);
        var rebalancing = RebalancingPlanner.Plan(declaration, loss?.Kind, training, diagnostics);
        NetworkGraph? graph = null;
        ModuleChain? chain = null;
        NetworkOutline? outline;
        ClassPlan classes;
        if (ownModules is not null)
        {
            ReportSecondNetwork(declaration, ownModules, diagnostics);
            chain = new ModuleChainPlanner(declaration, ownModules, loss?.Kind, diagnostics).Plan(out outline, out classes);
        }
        else
        {
            graph = NetworkPlanner.Plan(declaration, loss?.Kind, diagnostics, out classes);
            outline = graph is null ? null : NetworkOutline.Of(graph);
        }

        if (graph is not null)
        {
            PartialClassCheck.ReportNamesOf(graph, declaration, diagnostics);
        }

        var rsg = RsgPlanner.Plan(declaration, outline, classes.Count, training, diagnostics, out var cut);
        var augmentation = AugmentationPlanner.Plan(declaration, (graph?.Input ?? chain?.Input)?.Channels, diagnostics);
        if (loss is null || cut is not { } seam || diagnostics.Any(static diagnostic => diagnostic.IsError))
        {
            return null;
        }

        var learning = new LearningPlan(loss, rebalancing, rsg, training, augmentation);
        return graph is not null ? new GraphModelPlan(declaration.Type, graph, seam, learning, hasClassNames)
            : chain is not null ? new ChainModelPlan(declaration.Type, chain, seam, learning, hasClassNames)
            : null;
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
}
