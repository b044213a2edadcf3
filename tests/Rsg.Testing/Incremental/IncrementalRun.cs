using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;

namespace Rsg.Testing.Incremental;

/// <summary>
/// A generator that stays alive over edits, as in an editor: each edit replaces only what it touches, runs again, and tells why each
/// step ran. The input must not use the same path twice.
/// </summary>
public sealed class IncrementalRun
{
    private readonly ImmutableDictionary<string, MemoryAdditionalText> texts;

    private IncrementalRun(GeneratorRun run, ImmutableDictionary<string, MemoryAdditionalText> texts)
    {
        Run = run;
        this.texts = texts;
    }

    /// <summary>The last run.</summary>
    public GeneratorRun Run { get; }

    /// <summary>The first run, in which every step is new.</summary>
    public static IncrementalRun Start<TGenerator>(GeneratorInput input)
        where TGenerator : IIncrementalGenerator, new() => Start(new TGenerator(), input);

    /// <summary>The first run of a given generator.</summary>
    public static IncrementalRun Start(IIncrementalGenerator generator, GeneratorInput input)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(input);
        var texts = ConsumerProject.AdditionalTexts(input);
        var driver = ConsumerProject.Driver(generator, input, texts);
        return new(
            GeneratorRun.With(driver, input, ConsumerProject.Compilation(input)),
            texts.ToImmutableDictionary(text => text.Path, StringComparer.Ordinal));
    }

    /// <summary>Runs again on a new compilation of the very same syntax trees: that is what an editor gives the driver again and again.</summary>
    public IncrementalRun Repeat() => new(GeneratorRun.With(Run.Driver, Run.Input, Run.InputCompilation.Clone()), texts);

    /// <summary>
    /// Applies an edit and runs again. Syntax trees, additional texts and options that the edit leaves alone stay the same objects, so
    /// what runs again runs because of the edit.
    /// </summary>
    /// <param name="edit">For example <c>input => input.WithSource("Other.cs", "class Other;")</c>.</param>
    /// <exception cref="ArgumentException">The edit changes what no edit in an editor changes: references, nullable context, assembly name.</exception>
    public IncrementalRun Edit(Func<GeneratorInput, GeneratorInput> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var before = Run.Input;
        var after = edit(before);
        RequireSameProject(before, after);

        var driver = EditAdditionalFiles(Run.Driver, before, after, out var editedTexts);
        if (!ReferenceEquals(before.GlobalOptions, after.GlobalOptions))
        {
            driver = driver.WithUpdatedAnalyzerConfigOptions(new MemoryOptions(after.GlobalOptions));
        }

        if (before.LanguageVersion != after.LanguageVersion)
        {
            driver = driver.WithUpdatedParseOptions(ConsumerProject.ParseOptions(after));
        }

        return new(GeneratorRun.With(driver, after, EditSources(Run.InputCompilation, before, after)), editedTexts);
    }

    /// <summary>Fails unless every named step has exactly the expected reasons, and every step of the generator's own is named.</summary>
    /// <param name="expected">Step name and its reasons, one per output in order; a single reason stands for all outputs.</param>
    /// <returns>This run, for the next edit.</returns>
    public IncrementalRun AssertSteps(params (string Step, IncrementalStepRunReason[] Reasons)[] expected)
    {
        StepTable.Assert(StepTable.OwnSteps(Run.Result), expected, "steps", everyStepMustBeNamed: true);
        return this;
    }

    /// <summary>Fails unless all outputs of every given step were taken from the cache (Cached) or came out equal (Unchanged).</summary>
    public IncrementalRun AssertNothingNew(params IEnumerable<string> stepNames)
    {
        StepTable.AssertNothingNew(StepTable.OwnSteps(Run.Result), stepNames);
        return this;
    }

    /// <summary>Fails unless the source outputs that hang on the named steps ran for the expected reasons.</summary>
    /// <param name="expected">
    /// Name of the step that feeds the output (of an unnamed Combine: the names of what it combines, as <c>Models + Options</c>), and the
    /// reasons; a single reason stands for all outputs.
    /// </param>
    public IncrementalRun AssertOutputs(params (string FromStep, IncrementalStepRunReason[] Reasons)[] expected)
    {
        StepTable.Assert(StepTable.Outputs(Run.Result), expected, "source outputs", everyStepMustBeNamed: false);
        return this;
    }

    private static void RequireSameProject(GeneratorInput before, GeneratorInput after)
    {
        if (before.Nullable != after.Nullable
            || before.ImplicitUsings != after.ImplicitUsings
            || before.AssemblyName != after.AssemblyName
            || before.ExtraReferences != after.ExtraReferences
            || before.ExcludedReferences != after.ExcludedReferences
            || before.PreprocessorSymbols != after.PreprocessorSymbols)
        {
            throw new ArgumentException("An edit changes C# files, additional files, properties or the language version; anything else is another project.");
        }
    }

    private static Compilation EditSources(Compilation compilation, GeneratorInput before, GeneratorInput after)
    {
        if (before.LanguageVersion != after.LanguageVersion)
        {
            return ConsumerProject.Compilation(after);
        }

        var edited = compilation;
        var trees = compilation.SyntaxTrees.ToDictionary(tree => tree.FilePath, StringComparer.Ordinal);
        foreach (var removed in before.Sources.Where(file => after.Sources.All(other => other.Path != file.Path)))
        {
            edited = edited.RemoveSyntaxTrees(trees[removed.Path]);
        }

        foreach (var file in after.Sources.Except(before.Sources))
        {
            var tree = ConsumerProject.Parse(after, file);
            edited = trees.TryGetValue(file.Path, out var old) ? edited.ReplaceSyntaxTree(old, tree) : edited.AddSyntaxTrees(tree);
        }

        return edited;
    }

    private GeneratorDriver EditAdditionalFiles(
        GeneratorDriver driver,
        GeneratorInput before,
        GeneratorInput after,
        out ImmutableDictionary<string, MemoryAdditionalText> edited)
    {
        edited = texts;
        foreach (var file in before.AdditionalFiles.Where(file => after.AdditionalFiles.All(other => other.Path != file.Path)))
        {
            driver = driver.RemoveAdditionalTexts([texts[file.Path]]);
            edited = edited.Remove(file.Path);
        }

        foreach (var file in after.AdditionalFiles.Except(before.AdditionalFiles))
        {
            var text = new MemoryAdditionalText(file);
            driver = texts.TryGetValue(file.Path, out var old)
                ? driver.ReplaceAdditionalText(old, text)
                : driver.AddAdditionalTexts([text]);
            edited = edited.SetItem(file.Path, text);
        }

        return driver;
    }
}
