using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Emission;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl;

/// <summary>Writes the network and the trainer of every declared model. Only the wiring is here: declaration, plan, emission.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RsgGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var plans = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeNames.Backbone, static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, AttributeReader.Read)
            .Where(static declaration => declaration is not null)
            .WithTrackingName(TrackingNames.ReadDeclarations)
            .Select(static (declaration, _) => ModelPlanner.Plan(declaration!))
            .WithTrackingName(TrackingNames.PlanModels);

        // Places change with every edit above a model; what is emitted does not depend on them.
        var models = plans
            .Select(static (result, _) => result.ToEmissionModel())
            .Where(static model => model is not null)
            .WithTrackingName(TrackingNames.SelectEmissionModels);

        var runtime = context.CompilationProvider
            .Select(static (compilation, _) => RuntimeReference.Find(compilation))
            .WithTrackingName(TrackingNames.ReadRuntimeVersion);

        context.RegisterSourceOutput(models.Combine(runtime), static (output, pair) => Emit(output, pair.Left!, pair.Right));

        var hasModels = models.Collect()
            .Combine(runtime)
            .Select(static (pair, _) => !pair.Left.IsEmpty && pair.Right.IsUsable)
            .WithTrackingName(TrackingNames.HasModels);
        context.RegisterSourceOutput(hasModels, static (output, hasModels) =>
        {
            if (hasModels)
            {
                output.AddSource(StartupEmitter.HintName, Text(StartupEmitter.Source));
            }
        });

        var problems = plans
            .SelectMany(static (result, _) => result.Diagnostics)
            .WithTrackingName(TrackingNames.SelectDiagnostics);
        Report(context, problems);
        foreach (var attribute in AttributeNames.Companions)
        {
            var strays = context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute.MetadataName, static (node, _) => node is TypeDeclarationSyntax, StrayAttribute.Find)
                .Where(static diagnostic => diagnostic is not null)
                .WithTrackingName(TrackingNames.FindStrayAttributes);
            Report(context, strays!);
        }

        var places = plans.Select(static (result, _) => result.TypeSpan).Collect();
        context.RegisterSourceOutput(runtime.Combine(places).Combine(context.CompilationProvider), static (output, pair) =>
        {
            var ((runtime, places), compilation) = pair;
            foreach (var diagnostic in runtime.Check(places))
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic(compilation));
            }
        });
    }

    private static void Emit(SourceProductionContext output, EmissionModel model, RuntimeReference runtime)
    {
        if (!runtime.IsUsable)
        {
            return;
        }

        var name = model.Type.HintName;
        if (model.Plan is not { } plan)
        {
            output.AddSource($"{name}.g.cs", Text(SurfaceEmitter.Emit(model.Type)));
            return;
        }

        output.AddSource($"{name}.g.cs", Text(NetworkEmitter.Emit(plan)));
        output.AddSource($"{name}.Trainer.g.cs", Text(TrainerEmitter.Emit(plan)));
    }

    /// <summary>The compilation only gives a place its syntax tree, so that pragmas are obeyed; without diagnostics nothing runs here.</summary>
    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DiagnosticInfo> diagnostics)
        => context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
