using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Declarations.Yaml;
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
        var runtime = context.CompilationProvider
            .Select(static (compilation, _) => RuntimeReference.Find(compilation))
            .WithTrackingName(TrackingNames.ReadRuntimeVersion);
        var settings = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => BuildSettings.Read(options))
            .WithTrackingName(TrackingNames.ReadBuildSettings);

        var plans = Plan(ReadAttributes(context, AttributeNames.Backbone, TrackingNames.ReadDeclarations));
        var models = Emit(context, plans, runtime, settings).Collect();
        Report(context, plans);

        var ownPlans = Plan(ReadAttributes(context, AttributeNames.Network, TrackingNames.ReadOwnNetworks));
        var ownModels = Emit(context, ownPlans, runtime, settings).Collect();
        Report(context, ownPlans);
        foreach (var mark in new[] { AttributeNames.Stage, AttributeNames.Head })
        {
            Report(context, context.SyntaxProvider
                .ForAttributeWithMetadataName(mark, static (_, _) => true, StrayMark.Find)
                .Where(static diagnostic => diagnostic is not null)
                .Select(static (diagnostic, _) => diagnostic!));
        }

        // A file is read without the project around it: an edit of C# parses none again.
        var files = context.AdditionalTextsProvider
            .Where(YamlReader.IsModelFile)
            .Select(YamlReader.Read)
            .WithTrackingName(TrackingNames.ReadYaml)
            .Collect()
            .SelectMany(static (files, _) => ResolvedFile.Resolve(files))
            .WithTrackingName(TrackingNames.ResolveYaml);
        Report(context, files.SelectMany(static (file, _) => file.Diagnostics));

        var declared = files.SelectMany(static (file, _) => file.Models);
        var filePlans = Plan(FindFacts(context, declared));
        var fileModels = Emit(context, filePlans, runtime, settings).Collect();
        var families = files.Where(static file => file.Family is not null).Select(static (file, _) => file.Family!);
        Report(context, filePlans.Collect()
            .Combine(families.Select(static (resolved, _) => resolved.Family).Collect())
            .SelectMany(static (pair, _) => VariantListPlanner.Gather(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.SelectDiagnostics));
        EmitLists(context, families, filePlans, runtime);

        // A class that says how it is trained but not what it is: its declaration has an error, but it is one. Where a file says what it
        // is, the file has the error.
        var namesInFiles = declared
            .Collect()
            .Select(static (models, _) => models.Select(static model => model.Declaration.FullName).ToEquatableArray());
        foreach (var companion in AttributeNames.Companions)
        {
            var strays = Plan(ReadAttributes(context, companion.MetadataName, TrackingNames.FindStrayAttributes)
                .Combine(namesInFiles)
                .Where(static pair => !pair.Right.Contains(pair.Left.FullName))
                .Select(static (pair, _) => pair.Left));
            Emit(context, strays, runtime, settings);
            Report(context, strays);
        }

        var hasAny = models.Combine(ownModels).Combine(fileModels)
            .Select(static (all, _) => !all.Left.Left.IsEmpty || !all.Left.Right.IsEmpty || !all.Right.IsEmpty);
        var hasModels = hasAny
            .Combine(runtime)
            .Select(static (pair, _) => pair.Left && pair.Right.IsUsable)
            .WithTrackingName(TrackingNames.HasModels);
        context.RegisterSourceOutput(hasModels, static (output, hasModels) =>
        {
            if (hasModels)
            {
                output.AddSource(StartupEmitter.HintName, Text(StartupEmitter.Source));
            }
        });

        var setUp = hasAny
            .Combine(runtime)
            .Select(static (pair, _) => pair.Right.Check(hasModels: pair.Left));
        context.RegisterSourceOutput(setUp.Combine(context.CompilationProvider), static (output, pair) =>
        {
            if (pair.Left is { } diagnostic)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right));
            }
        });
    }

    private static IncrementalValuesProvider<ModelDeclaration> ReadAttributes(
        IncrementalGeneratorInitializationContext context, string attribute, string readStep)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => AttributeReader.IsClass(node), AttributeReader.Read)
            .Where(static declaration => declaration is not null)
            .WithTrackingName(readStep)!;

    /// <summary>Asks the project about the classes that files declare; without a file it is not looked at.</summary>
    private static IncrementalValuesProvider<ModelDeclaration> FindFacts(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ResolvedModel> models)
        => models
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left.WithFacts(pair.Right))
            .WithTrackingName(TrackingNames.FindTypeFacts);

    private static IncrementalValuesProvider<PlanResult> Plan(IncrementalValuesProvider<ModelDeclaration> declarations)
        => declarations
            .Select(static (declaration, _) => GeneratorFault.Guard(declaration, ModelPlanner.Plan))
            .WithTrackingName(TrackingNames.PlanModels);

    private static IncrementalValuesProvider<EmissionModel> Emit(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<PlanResult> plans,
        IncrementalValueProvider<RuntimeReference> runtime,
        IncrementalValueProvider<BuildSettings> settings)
    {
        // Places change with every edit above a model; what is emitted does not depend on them.
        var models = plans
            .Select(static (result, _) => result.ToEmissionModel())
            .Where(static model => model is not null)
            .WithTrackingName(TrackingNames.SelectEmissionModels);
        context.RegisterSourceOutput(
            models.Combine(runtime.Combine(settings)), static (output, pair) => Emit(output, pair.Left!, pair.Right.Left, pair.Right.Right));
        return models!;
    }

    private static void Emit(SourceProductionContext output, EmissionModel model, RuntimeReference runtime, BuildSettings settings)
    {
        var name = HintName.Of(model.Type);
        List<(string Part, string Text)> files;
        try
        {
            files = runtime.IsUsable && model.Plan is { } plan ? Write(plan, model.ClassNames, settings) : WriteSurface(model);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            output.ReportDiagnostic(GeneratorFault.Describe(model.Type.Name, fault, place: null).WithoutPlace());
            files = WriteSurface(model);
        }

        if (model.ClassNames.Count > 0)
        {
            files.Add((".Labels", LabelsEmitter.Emit(model.Type, model.ClassNames)));
        }

        foreach (var (part, text) in files)
        {
            output.AddSource($"{name}{part}.g.cs", Text(text));
        }
    }

    /// <summary>Writes the lists of variants. Which of them have classes, the plans say; what a plan says else changes no list.</summary>
    private static void EmitLists(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ResolvedFamily> families,
        IncrementalValuesProvider<PlanResult> plans,
        IncrementalValueProvider<RuntimeReference> runtime)
    {
        var lists = families
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left.WithFacts(pair.Right))
            .WithTrackingName(TrackingNames.FindFamilyFacts)
            .Combine(plans.Collect())
            .Select(static (pair, _) => VariantListPlanner.Plan(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.PlanVariantLists);
        Report(context, lists.SelectMany(static (result, _) => result.Diagnostics));
        var plan = lists
            .Where(static result => result.Plan is not null)
            .Select(static (result, _) => result.Plan!)
            .WithTrackingName(TrackingNames.SelectVariantLists);
        context.RegisterSourceOutput(plan.Combine(runtime), static (output, pair) =>
        {
            if (pair.Right.IsUsable)
            {
                output.AddSource($"{HintName.Of(pair.Left.Type)}.Variants.g.cs", Text(VariantListEmitter.Emit(pair.Left)));
            }
        });
    }

    private static List<(string Part, string Text)> WriteSurface(EmissionModel model) => [("", SurfaceEmitter.Emit(model.Type, model.HasOwnModules, model.ClassNames.Count > 0))];

    private static List<(string Part, string Text)> Write(ModelPlan plan, EquatableArray<ClassLabel> classNames, BuildSettings settings)
    {
        List<(string Part, string Text)> files = [(".Trainer", TrainerEmitter.Emit(plan, classNames))];
        switch (plan)
        {
            case ChainModelPlan chain:
                files.Add(("", ModuleChainEmitter.Emit(chain)));
                files.Add((".Onnx", OnnxEmitter.Emit(chain)));
                break;
            case GraphModelPlan graph:
                files.Add(("", NetworkEmitter.Emit(graph, settings)));
                files.Add((".Onnx", OnnxEmitter.Emit(graph)));
                files.Add((".Summary", SummaryEmitter.Emit(graph)));
                break;
        }

        return files;
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<PlanResult> plans)
        => Report(context, plans.SelectMany(static (result, _) => result.Diagnostics).WithTrackingName(TrackingNames.SelectDiagnostics));

    /// <summary>The compilation only gives a place its syntax tree, so that pragmas are obeyed; without diagnostics nothing runs here.</summary>
    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DiagnosticInfo> diagnostics)
        => context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
