using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rsg.Testing.Generation;
using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing.Tests.SnapshotFiles;

public class SnapshotContentTests
{
    [Fact]
    public void A_source_is_named_by_its_hint_and_starts_with_it()
    {
        var file = Assert.Single(Of(new Source("Ns.Model.Trainer.g.cs", "class A;\n")));

        Assert.Equal("#Ns.Model.Trainer.g", file.Suffix);
        Assert.Equal("cs", file.Extension);
        Assert.Equal("//HintName: Ns.Model.Trainer.g.cs\nclass A;\n", file.Text);
    }

    [Fact]
    public void The_end_of_a_source_is_neither_trimmed_nor_completed()
    {
        Assert.Equal("//HintName: A.cs\nclass A;", Assert.Single(Of(new Source("A.cs", "class A;"))).Text);
        Assert.Equal("//HintName: A.cs\nclass A;  \n\n", Assert.Single(Of(new Source("A.cs", "class A;  \n\n"))).Text);
    }

    [Fact]
    public void Every_line_end_becomes_a_line_feed() =>
        Assert.Equal("//HintName: A.cs\n// 1\n// 2\n// 3\n", Assert.Single(Of(new Source("A.cs", "// 1\r\n// 2\r// 3\n"))).Text);

    [Fact]
    public void Folders_of_a_hint_are_dropped_and_equal_names_are_numbered_in_order_of_the_hint()
    {
        var files = Of(new Source("b/Model.cs", "// b"), new("a/Model.cs", "// a"), new("a/Other.cs", "// o"));

        Assert.Equal(["#Model.00", "#Model.01", "#Other"], files.Select(file => file.Suffix));
        Assert.Equal("//HintName: a/Model.cs\n// a", files[0].Text);
        Assert.Equal("//HintName: b/Model.cs\n// b", files[1].Text);
    }

    [Fact]
    public void A_run_without_diagnostics_has_no_text_file() => Assert.All(Of(new Source("A.cs", "//")), file => Assert.Equal("cs", file.Extension));

    [Fact]
    public void A_run_that_emits_and_reports_nothing_has_no_file() => Assert.Empty(Of());

    [Fact]
    public void Reported_diagnostics_come_first_and_without_a_name()
    {
        var run = GeneratorRun.Of<GreetingGenerator>("[Greeting.Greets] partial class host;");
        var files = SnapshotContent.Of(run.RunResult, new DirectoryScrubber([]));

        Assert.Equal(["txt", "cs", "cs"], files.Select(file => file.Extension));
        Assert.Equal("", files[0].Suffix);
        Assert.StartsWith("{\n  Diagnostics: [\n    {\n      Location: /*\n", files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exception_of_a_generator_is_thrown_on()
    {
        var run = GeneratorRun.Of<ThrowingGenerator>("class Any;");
        var error = Assert.Throws<InvalidOperationException>(() => SnapshotContent.Of(run.RunResult, new DirectoryScrubber([])));
        Assert.Equal("no such luck", error.Message);
    }

    [Fact]
    public void Folders_of_the_machine_are_replaced_in_sources()
    {
        var run = GeneratorRun.Of(new SourcesGenerator([new("A.cs", "#line 1 \"/home/ada/nets/A.yaml\"\n")]), GeneratorInput.Of());
        var file = Assert.Single(SnapshotContent.Of(run.RunResult, new DirectoryScrubber([("/home/ada/nets", "{ProjectDirectory}")])));
        Assert.Equal("//HintName: A.cs\n#line 1 \"{ProjectDirectory}A.yaml\"\n", file.Text);
    }

    private static IReadOnlyList<SnapshotFile> Of(params Source[] sources) =>
        SnapshotContent.Of(GeneratorRun.Of(new SourcesGenerator(sources), GeneratorInput.Of()).RunResult, new DirectoryScrubber([]));

    private sealed record Source(string Hint, string Text);

    private sealed class SourcesGenerator(Source[] sources) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(output =>
        {
            foreach (var source in sources)
            {
                output.AddSource(source.Hint, SourceText.From(source.Text, Encoding.UTF8));
            }
        });
    }

    private sealed class ThrowingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, static (_, _) => throw new InvalidOperationException("no such luck"));
    }
}
