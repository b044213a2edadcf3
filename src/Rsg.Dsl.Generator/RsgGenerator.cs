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

        // The three ways to say what a network is: a backbone, modules of one's own, a file.
        var backbones = PlanAndEmit(context, ReadAttributes(context, AttributeNames.Backbone, TrackingNames.ReadDeclarations), runtime, settings);
        var ownModules = PlanAndEmit(context, ReadAttributes(context, AttributeNames.Network, TrackingNames.ReadOwnModules), runtime, settings);
        var files = ReadFiles(context);
        var inFiles = files.SelectMany(static (file, _) => file.Models);
        var fromFiles = PlanAndEmitFiles(context, files, inFiles, runtime, settings);

        // What belongs to a network, where there is none.
        ReportStrayMarks(context);
        PlanStrayAttributes(context, inFiles, runtime, settings);

        var hasModels = backbones.Collect().Combine(ownModules.Collect()).Combine(fromFiles.Collect())
            .Select(static (all, _) => !all.Left.Left.IsEmpty || !all.Left.Right.IsEmpty || !all.Right.IsEmpty);
        EmitStartup(context, hasModels, runtime);
        ReportSetUp(context, hasModels, runtime);
    }

    private static IncrementalValuesProvider<ModelDeclaration> ReadAttributes(
        IncrementalGeneratorInitializationContext context, string attribute, string readStep)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => AttributeReader.IsClass(node), AttributeReader.Read)
            .Where(static declaration => declaration is not null)
            .WithTrackingName(readStep)!;

    /// <summary>A file is read without the project around it: an edit of C# parses none again.</summary>
    private static IncrementalValuesProvider<ResolvedFile> ReadFiles(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(YamlReader.IsModelFile)
            .Select(YamlReader.Read)
            .WithTrackingName(TrackingNames.ReadYaml)
            .Collect()
            .SelectMany(static (files, _) => ResolvedFile.Resolve(files))
            .WithTrackingName(TrackingNames.ResolveYaml);
        Report(context, files.SelectMany(static (file, _) => file.Diagnostics));
        return files;
    }

    /// <summary>Asks the project about the classes that files declare; without a file it is not looked at.</summary>
    private static IncrementalValuesProvider<ModelDeclaration> FindFacts(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ResolvedModel> models)
        => models
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left.WithFacts(pair.Right))
            .WithTrackingName(TrackingNames.FindTypeFacts);

    private static IncrementalValuesProvider<EmissionModel> PlanAndEmit(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ModelDeclaration> declarations,
        IncrementalValueProvider<RuntimeReference> runtime,
        IncrementalValueProvider<BuildSettings> settings)
    {
        var plans = Plan(declarations);
        Report(context, plans.SelectMany(static (result, _) => result.Diagnostics).WithTrackingName(TrackingNames.SelectDiagnostics));
        return Emit(context, plans, runtime, settings);
    }

    /// <summary>The models of files. What is wrong with several variants of a file is said once, and a file with variants has a list of them.</summary>
    private static IncrementalValuesProvider<EmissionModel> PlanAndEmitFiles(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ResolvedFile> files,
        IncrementalValuesProvider<ResolvedModel> models,
        IncrementalValueProvider<RuntimeReference> runtime,
        IncrementalValueProvider<BuildSettings> settings)
    {
        var plans = Plan(FindFacts(context, models));
        var families = files.Where(static file => file.Family is not null).Select(static (file, _) => file.Family!);
        Report(context, plans.Collect()
            .Combine(families.Select(static (resolved, _) => resolved.Family).Collect())
            .SelectMany(static (pair, _) => VariantListPlanner.Gather(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.SelectDiagnostics));

        // The models come first: the initializer of a list in a model's own class stands behind those of the members that it names.
        var fromFiles = Emit(context, plans, runtime, settings);
        EmitVariantLists(context, families, plans, runtime);
        return fromFiles;
    }

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
        IReadOnlyList<EmittedFile> files;
        try
        {
            files = runtime.IsUsable ? EmittedFiles.Of(model, settings) : EmittedFiles.SurfaceOf(model);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            output.ReportDiagnostic(GeneratorFault.Describe(model.Type.Name, fault, place: null).WithoutPlace());
            files = EmittedFiles.SurfaceOf(model);
        }

        foreach (var file in files)
        {
            output.AddSource(file.HintName, Text(file.Source));
        }
    }

    /// <summary>Writes the lists of variants. Which of them have classes, the plans say; what a plan says else changes no list.</summary>
    private static void EmitVariantLists(
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

    /// <summary>Members marked as stages or head of a network, in a class that is none.</summary>
    private static void ReportStrayMarks(IncrementalGeneratorInitializationContext context)
    {
        foreach (var mark in new[] { AttributeNames.Stage, AttributeNames.Head })
        {
            Report(context, context.SyntaxProvider
                .ForAttributeWithMetadataName(mark, static (_, _) => true, StrayMark.Find)
                .Where(static diagnostic => diagnostic is not null)
                .Select(static (diagnostic, _) => diagnostic!));
        }
    }

    /// <summary>
    /// A class that says how it is trained but not what it is: its declaration has an error, but it is one. Where a file says what it is,
    /// the file has the error.
    /// </summary>
    private static void PlanStrayAttributes(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ResolvedModel> inFiles,
        IncrementalValueProvider<RuntimeReference> runtime,
        IncrementalValueProvider<BuildSettings> settings)
    {
        var namesInFiles = inFiles
            .Collect()
            .Select(static (models, _) => models.Select(static model => model.Declaration.FullName).ToEquatableArray());
        foreach (var companion in AttributeNames.Companions)
        {
            var strays = ReadAttributes(context, companion.MetadataName, TrackingNames.FindStrayAttributes)
                .Combine(namesInFiles)
                .Where(static pair => !pair.Right.Contains(pair.Left.FullName))
                .Select(static (pair, _) => pair.Left);
            PlanAndEmit(context, strays, runtime, settings);
        }
    }

    private static void EmitStartup(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> hasModels, IncrementalValueProvider<RuntimeReference> runtime)
        => context.RegisterSourceOutput(
            hasModels
                .Combine(runtime)
                .Select(static (pair, _) => pair.Left && pair.Right.IsUsable)
                .WithTrackingName(TrackingNames.HasModels),
            static (output, isNeeded) =>
            {
                if (isNeeded)
                {
                    output.AddSource(StartupEmitter.HintName, Text(StartupEmitter.Source));
                }
            });

    private static void ReportSetUp(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> hasModels, IncrementalValueProvider<RuntimeReference> runtime)
        => context.RegisterSourceOutput(
            hasModels
                .Combine(runtime)
                .Select(static (pair, _) => pair.Right.Check(hasModels: pair.Left))
                .Combine(context.CompilationProvider),
            static (output, pair) =>
            {
                if (pair.Left is { } diagnostic)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right));
                }
            });

    /// <summary>The compilation only gives a place its syntax tree, so that pragmas are obeyed; without diagnostics nothing runs here.</summary>
    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DiagnosticInfo> diagnostics)
        => context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));

    private static SourceText Text(string source) => SourceText.From(source, Encoding.UTF8);
}
