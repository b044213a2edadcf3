using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Benchmarks;

/// <summary>
/// A project on which the generator has run once. Drivers and compilations never change, so every timed edit starts from this same state;
/// what the editor or the build does itself, parsing the edited file, is not part of the time.
/// </summary>
internal sealed class WarmProject
{
    private readonly GeneratorInput project;
    private readonly ImmutableArray<MemoryAdditionalText> texts;
    private readonly CSharpCompilation compilation;
    private readonly GeneratorDriver driver;

    private WarmProject(GeneratorInput project, out TimeSpan elapsed)
    {
        this.project = project;
        texts = ConsumerProject.AdditionalTexts(project);
        compilation = ConsumerProject.Compilation(project);
        var start = CSharpGeneratorDriver.Create(
            [new RsgGenerator().AsSourceGenerator()], texts, ConsumerProject.ParseOptions(project), new MemoryOptions(project.GlobalOptions));
        var clock = Stopwatch.StartNew();
        driver = start.RunGenerators(compilation);
        elapsed = clock.Elapsed;
        RequireModels(driver);
    }

    /// <summary>The files that the generator wrote.</summary>
    public ImmutableArray<GeneratedSourceResult> Files => driver.GetRunResult().Results[0].GeneratedSources;

    /// <summary>The first run, and how long it took.</summary>
    public static WarmProject Start(GeneratorInput project, out TimeSpan elapsed) => new(project, out elapsed);

    /// <summary>How long the generator takes after an edit.</summary>
    public TimeSpan Time(Edit edit, int run)
    {
        var edited = edit.Apply(project, run);
        var before = compilation;
        foreach (var file in edited.Sources.Except(project.Sources))
        {
            var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == file.Path);
            before = before.ReplaceSyntaxTree(old, ConsumerProject.Parse(edited, file));
        }

        var after = driver;
        foreach (var file in edited.AdditionalFiles.Except(project.AdditionalFiles))
        {
            after = after.ReplaceAdditionalText(texts.Single(text => text.Path == file.Path), new MemoryAdditionalText(file));
        }

        var clock = Stopwatch.StartNew();
        after = after.RunGenerators(before);
        var elapsed = clock.Elapsed;
        RequireModels(after);
        return elapsed;
    }

    /// <summary>How long the compiler takes for the emitted files alone, from text to assembly.</summary>
    public TimeSpan TimeCompiler()
    {
        var emitted = GeneratorInput.Of([.. Files.Select(static file => file.SourceText.ToString())]);
        using var assembly = new MemoryStream();
        var clock = Stopwatch.StartNew();
        var result = ConsumerProject.Compilation(emitted).Emit(assembly);
        var elapsed = clock.Elapsed;
        return result.Success ? elapsed : throw new InvalidOperationException("The emitted files do not compile: " + result.Diagnostics[0]);
    }

    /// <summary>How long an editor's analysis of the whole project takes for what it can mend, on a compilation of which nothing is known yet.</summary>
    /// <param name="analyzer">The generator's, or for comparison one that does nothing, since much of the time is the compiler's own.</param>
    public TimeSpan Time(DiagnosticAnalyzer analyzer)
    {
        var whole = driver.GetRunResult().GeneratedTrees.Aggregate(ConsumerProject.Compilation(project), static (all, tree) => all.AddSyntaxTrees(tree));
        var clock = Stopwatch.StartNew();
        var found = whole.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        var elapsed = clock.Elapsed;
        return found.IsEmpty ? elapsed : throw new InvalidOperationException("The analyzer finds something in a model that builds: " + found[0]);
    }

    /// <summary>A model with errors, or none at all, costs less than one without; no such time is to be reported.</summary>
    private static void RequireModels(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        var error = result.Exception?.ToString()
            ?? result.Diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString()
            ?? (result.GeneratedSources.Length < 3 ? "nothing was emitted" : null);
        if (error is not null)
        {
            throw new InvalidOperationException("A model does not build: " + error);
        }
    }
}
