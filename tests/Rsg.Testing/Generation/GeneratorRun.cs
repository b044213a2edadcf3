using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Rsg.Testing.Generation;

/// <summary>
/// One run of a generator over a consumer's project that lives in memory: what it emitted, what it reported, and the compilation
/// that results. Tracked steps are on, so that <see cref="Incremental.IncrementalRun"/> can ask why each step ran.
/// </summary>
public sealed class GeneratorRun
{
    // The compiler's "missing XML comment": the texts of a test carry no documentation, the emitted files must.
    private const string MissingDocumentation = "CS1591";

    private readonly Lazy<EmittedAssembly> emitted;

    internal GeneratorRun(GeneratorInput input, GeneratorDriver driver, Compilation inputCompilation, Compilation outputCompilation)
    {
        Input = input;
        Driver = driver;
        InputCompilation = inputCompilation;
        OutputCompilation = outputCompilation;
        emitted = new(() => EmittedAssembly.Emit(outputCompilation));
    }

    /// <summary>The project that the generator ran on.</summary>
    public GeneratorInput Input { get; }

    /// <summary>The driver after the run; give it to Verify, or run it again.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The consumer's own compilation, without anything emitted.</summary>
    public Compilation InputCompilation { get; }

    /// <summary>The consumer's compilation with the emitted files.</summary>
    public Compilation OutputCompilation { get; }

    /// <summary>The whole result as Roslyn gives it.</summary>
    public GeneratorDriverRunResult RunResult => Driver.GetRunResult();

    /// <summary>The result of the generator under test.</summary>
    public GeneratorRunResult Result => RunResult.Results.Single();

    /// <summary>What the generator itself reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The emitted files, in order of hint name.</summary>
    public ImmutableArray<GeneratedSourceResult> GeneratedSources =>
        [.. Result.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal)];

    /// <summary>Runs a generator on C# sources named <c>Model.cs</c>, <c>Model1.cs</c>, ...</summary>
    public static GeneratorRun Of<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new() => Of(new TGenerator(), GeneratorInput.Of(sources));

    /// <summary>Runs a generator on a project.</summary>
    public static GeneratorRun Of<TGenerator>(GeneratorInput input)
        where TGenerator : IIncrementalGenerator, new() => Of(new TGenerator(), input);

    /// <summary>Runs a given generator on a project.</summary>
    public static GeneratorRun Of(IIncrementalGenerator generator, GeneratorInput input)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(input);
        return With(ConsumerProject.Driver(generator, input, ConsumerProject.AdditionalTexts(input)), input, ConsumerProject.Compilation(input));
    }

    /// <summary>The text of the emitted file with this hint name; its line ends as emitted.</summary>
    /// <exception cref="ArgumentException">No emitted file has that hint name.</exception>
    public string GeneratedText(string hintName)
    {
        var match = Result.GeneratedSources.Where(source => source.HintName == hintName).ToArray();
        return match.Length == 1
            ? match[0].SourceText.ToString()
            : throw new ArgumentException(
                $"No emitted file has the hint name '{hintName}'. Emitted: {string.Join(", ", GeneratedSources.Select(source => source.HintName))}.",
                nameof(hintName));
    }

    /// <summary>Fails when the generator threw or reported anything that the project does not suppress.</summary>
    public GeneratorRun AssertNoDiagnostics()
    {
        AssertNoException();
        var reported = Diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed).ToArray();
        if (reported.Length > 0)
        {
            Assert.Fail("The generator was to report nothing, but reported:\n" + DiagnosticListing.Write(reported));
        }

        return this;
    }

    /// <summary>
    /// Fails when the consumer's compilation with the emitted files has a warning or an error at warning level 9999, documentation
    /// comments included. Missing documentation counts in emitted files only.
    /// </summary>
    public GeneratorRun AssertCompilesCleanly()
    {
        AssertNoException();
        var own = InputCompilation.SyntaxTrees.ToHashSet();
        var unclean = emitted.Value.Diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Where(diagnostic => diagnostic.Id != MissingDocumentation || !own.Contains(diagnostic.Location.SourceTree!))
            .ToArray();
        if (unclean.Length > 0)
        {
            Assert.Fail("The project was to compile without a warning, but the compiler says:\n" + DiagnosticListing.Write(unclean));
        }

        return this;
    }

    /// <summary>
    /// Emits the project to memory and loads it in a collectible context; whatever it refers to is the assembly that the test
    /// itself runs on. Dispose to unload.
    /// </summary>
    public LoadedModel Load()
    {
        AssertNoException();
        if (emitted.Value.Image.IsEmpty)
        {
            Assert.Fail("The project does not compile:\n" + DiagnosticListing.Write(
                emitted.Value.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        }

        return new LoadedModel(emitted.Value);
    }

    internal static GeneratorRun With(GeneratorDriver driver, GeneratorInput input, Compilation compilation)
    {
        var ran = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorRun(input, ran, compilation, output);
    }

    private void AssertNoException()
    {
        if (Result.Exception is { } exception)
        {
            Assert.Fail("The generator threw:\n" + exception);
        }
    }
}
