using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rsg.Testing.Generation;

/// <summary>Turns a <see cref="GeneratorInput"/> into the compiler's own objects.</summary>
internal static class ConsumerProject
{
    // Every warning that the compiler knows, also those that later waves add.
    private const int AllWarnings = 9999;

    // The SDK turns these off in every project: an assembly built against an older framework is unified with the one at hand.
    private static readonly KeyValuePair<string, ReportDiagnostic>[] Unification =
        [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    public static CSharpParseOptions ParseOptions(GeneratorInput input) =>
        new(input.LanguageVersion, DocumentationMode.Diagnose, SourceCodeKind.Regular, input.PreprocessorSymbols);

    public static SyntaxTree Parse(GeneratorInput input, SourceFile file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), ParseOptions(input), file.Path);

    public static CSharpCompilation Compilation(GeneratorInput input) => CSharpCompilation.Create(
        input.AssemblyName,
        (input.ImplicitUsings ? input.Sources.Insert(0, ImplicitUsings.File) : input.Sources).Select(file => Parse(input, file)),
        PlatformReferences.Except(input.ExcludedReferences).Concat(input.ExtraReferences),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Debug,
            checkOverflow: input.CheckOverflow,
            warningLevel: AllWarnings,
            deterministic: true,
            specificDiagnosticOptions: Unification,
            nullableContextOptions: input.Nullable));

    public static ImmutableArray<MemoryAdditionalText> AdditionalTexts(GeneratorInput input) =>
        [.. input.AdditionalFiles.Select(file => new MemoryAdditionalText(file))];

    public static GeneratorDriver Driver(
        IIncrementalGenerator generator,
        GeneratorInput input,
        ImmutableArray<MemoryAdditionalText> additionalTexts) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        additionalTexts,
        ParseOptions(input),
        new MemoryOptions(input.GlobalOptions),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
