using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Testing.Generation;
using Xunit.Sdk;

namespace Rsg.Testing.Tests.Generation;

public class GeneratorRunTests
{
    private const string Greeter = "[Greeting.Greets] internal partial class Host;";

    [Fact]
    public void A_run_shows_what_was_emitted_and_that_it_compiles()
    {
        var run = GeneratorRun.Of<GreetingGenerator>(Greeter);

        run.AssertNoDiagnostics().AssertCompilesCleanly();
        Assert.Equal(["Greeting.Host.g.cs", "GreetsAttribute.g.cs"], run.GeneratedSources.Select(source => source.HintName));
        Assert.Contains("partial class Host\n", run.GeneratedText("Greeting.Host.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_hint_name_is_answered_with_the_known_ones()
    {
        var run = GeneratorRun.Of<GreetingGenerator>(Greeter);

        var error = Assert.Throws<ArgumentException>(() => run.GeneratedText("Host.g.cs"));
        Assert.Contains("Greeting.Host.g.cs, GreetsAttribute.g.cs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_of_the_compiler_fails_and_shows_the_line()
    {
        var run = GeneratorRun.Of<GreetingGenerator>(Greeter, "internal class Unused\n{\n    private int field;\n}\n");

        var failure = Assert.Throws<FailException>(() => run.AssertCompilesCleanly());
        Assert.Contains("Model1.cs(3,17): warning CS0169", failure.Message, StringComparison.Ordinal);
        Assert.Contains("    |     private int field;\n    |                 ^^^^^\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_use_of_nullable_references_without_its_context_fails()
    {
        var project = GeneratorInput.Of("internal class Box { public string? Text { get; set; } }");
        GeneratorRun.Of<GreetingGenerator>(project).AssertCompilesCleanly();

        var run = GeneratorRun.Of<GreetingGenerator>(project with { Nullable = NullableContextOptions.Disable });
        Assert.Contains("CS8632", Assert.Throws<FailException>(() => run.AssertCompilesCleanly()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_may_be_missing_in_the_test_but_not_in_what_was_emitted()
    {
        GeneratorRun.Of<GreetingGenerator>("public class Undocumented;").AssertCompilesCleanly();

        var emitted = GeneratorRun.Of<UndocumentedGenerator>("public class Undocumented;");
        Assert.Contains("CS1591", Assert.Throws<FailException>(() => emitted.AssertCompilesCleanly()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generator_that_throws_fails_every_assertion_with_its_exception()
    {
        var run = GeneratorRun.Of<ThrowingGenerator>("class Any;");

        Assert.Contains("no such luck", Assert.Throws<FailException>(() => run.AssertNoDiagnostics()).Message, StringComparison.Ordinal);
        Assert.Contains("no such luck", Assert.Throws<FailException>(() => run.AssertCompilesCleanly()).Message, StringComparison.Ordinal);
        Assert.Contains("no such luck", Assert.Throws<FailException>(() => run.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagnostic_of_the_generator_is_reported_at_its_place()
    {
        var run = GeneratorRun.Of<GreetingGenerator>("[Greeting.Greets]\npartial class host;");

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("Model.cs: (1,14)-(1,18)", diagnostic.Location.GetLineSpan().ToString());
        Assert.Contains(
            "Model.cs(2,15): warning GRT0001: The greeter 'host' starts with a small letter\n    | partial class host;\n    |               ^^^^\n",
            Assert.Throws<FailException>(() => run.AssertNoDiagnostics()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_version_is_the_oldest_one_unless_asked_for()
    {
        var project = GeneratorInput.Of("class C<T> { public static System.Type Open => typeof(T); } enum E { A }\nclass D(int x) { public int X => x; }");
        GeneratorRun.Of<GreetingGenerator>(project).AssertCompilesCleanly();

        var older = GeneratorRun.Of<GreetingGenerator>(project with { LanguageVersion = LanguageVersion.CSharp10 });
        Assert.Contains("CS8936", Assert.Throws<FailException>(() => older.AssertCompilesCleanly()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Implicit_usings_are_there_only_when_asked_for()
    {
        var project = GeneratorInput.Of("internal static class C { public static int Length => new List<int> { 1 }.Select(Math.Abs).Count(); }");

        Assert.Throws<FailException>(() => GeneratorRun.Of<GreetingGenerator>(project).AssertCompilesCleanly());
        GeneratorRun.Of<GreetingGenerator>(project with { ImplicitUsings = true }).AssertCompilesCleanly();
    }

    [Fact]
    public void Additional_files_and_options_reach_the_generator()
    {
        var project = (GeneratorInput.Of() with
        {
            AdditionalFiles =
            [
                new("words/Quiet.txt", "calm\n"),
                new("words/Loud.txt", "storm\n") { Options = GeneratorInput.Of().GlobalOptions.Add("build_metadata.additionalfiles.loud", "true") },
            ],
        }).WithGlobalOption("build_property.RootNamespace", "Weather");

        var run = GeneratorRun.Of<GreetingGenerator>(project).AssertCompilesCleanly();
        Assert.Contains("namespace Weather\n", run.GeneratedText("Word.Quiet.g.cs"), StringComparison.Ordinal);
        Assert.Contains("Text = \"calm\"", run.GeneratedText("Word.Quiet.g.cs"), StringComparison.Ordinal);
        Assert.Contains("Text = \"STORM\"", run.GeneratedText("Word.Loud.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtime_and_TorchSharp_are_referenced_unless_left_out()
    {
        var project = GeneratorInput.Of("internal class C { public Rsg.Form Form => Rsg.Form.Paper; public TorchSharp.torch.Tensor One => TorchSharp.torch.tensor(1f); }");
        GeneratorRun.Of<GreetingGenerator>(project).AssertCompilesCleanly();

        var without = GeneratorRun.Of<GreetingGenerator>(project with { ExcludedReferences = ["Rsg.Runtime"] });
        Assert.Contains("'Rsg'", Assert.Throws<FailException>(() => without.AssertCompilesCleanly()).Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentException>(() => GeneratorRun.Of<GreetingGenerator>(project with { ExcludedReferences = ["Rsg.Runtimes"] }));
    }

    private sealed class ThrowingGenerator : IIncrementalGenerator
    {

        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, static (_, _) => throw new InvalidOperationException("no such luck"));
    }

    private sealed class UndocumentedGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterPostInitializationOutput(static output => output.AddSource("A.g.cs", "public class Emitted { }\n"));
    }
}
