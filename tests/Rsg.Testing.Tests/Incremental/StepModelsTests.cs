using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using Xunit.Sdk;

namespace Rsg.Testing.Tests.Incremental;

public class StepModelsTests
{
    private static readonly GeneratorInput Project = GeneratorInput.Of("[Greeting.Greets] internal partial class Host;") with
    {
        AdditionalFiles = [new("Quiet.txt", "calm")],
    };

    private static readonly SyntaxTree Tree = CSharpSyntaxTree.ParseText("class C;", path: "C.cs");

    [Fact]
    public void Plain_records_pass()
    {
        StepModels.AssertHoldOnlyValues(GeneratorRun.Of<GreetingGenerator>(Project), GreetingGenerator.GreetersStep, GreetingGenerator.WordsStep);
        StepModels.AssertEqualForEqualInput(() => new GreetingGenerator(), Project, GreetingGenerator.GreetersStep, GreetingGenerator.WordsStep);
    }

    [Fact]
    public void A_symbol_and_an_array_in_a_model_are_named_with_their_path()
    {
        var run = GeneratorRun.Of<GreetingGenerator>(Project);

        var failure = Assert.Throws<FailException>(() => StepModels.AssertHoldOnlyValues(run, GreetingGenerator.LeakStep));
        Assert.Contains("Leak[0].Greeters is an ImmutableArray<Greeter>, which compares by reference", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Leak[0].Symbol is an ISymbol", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_never_equals_its_like_fails() => Assert.Contains(
        "the same text gave unequal values",
        Assert.Throws<TrueException>(() =>
            StepModels.AssertEqualForEqualInput(() => new GreetingGenerator(), Project, GreetingGenerator.LeakStep)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_hash_code_that_differs_between_equals_fails() => Assert.Contains(
        "have the hash codes",
        Assert.Throws<TrueException>(() => StepModels.AssertEqualForEqualInput(() => new HashlessGenerator(), Project, "Hashless")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_step_that_did_not_run_fails() => Assert.Contains(
        "No step named 'Planets' ran",
        Assert.Throws<FailException>(() => StepModels.AssertHoldOnlyValues(GeneratorRun.Of<GreetingGenerator>(Project), "Planets")).Message,
        StringComparison.Ordinal);

    public static TheoryData<string, object> Banned() => new()
    {
        { "SyntaxNode", Tree.GetRoot() },
        { "SyntaxToken", Tree.GetRoot().GetFirstToken() },
        { "SyntaxTree", Tree },
        { "SyntaxReference", Tree.GetReference(Tree.GetRoot()) },
        { "Location", Location.Create("a.yaml", default, default) },
        { "Diagnostic", Diagnostic.Create(GreetingGenerator.SmallLetter, Location.None, "x") },
        { "SourceText", SourceText.From("text") },
        { "Compilation", CSharpCompilation.Create("C") },
        { "ISymbol", CSharpCompilation.Create("C").Assembly },
        { "Delegate", new Func<int>(() => 1) },
    };

    [Theory]
    [MemberData(nameof(Banned))]
    public void An_object_of_the_compiler_is_found_however_deep(string kind, object value)
    {
        foreach (var root in new[] { value, new Outer(new Inner(value)), new ValueEqual([new Inner(value)]), (1, value) })
        {
            Assert.Contains(ObjectGraph.Find(root, "root", ObjectGraph.CompilerObjects), line => line.Contains($" {kind} (", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_tree_is_allowed_where_diagnostics_need_it() =>
        Assert.Empty(ObjectGraph.Find(new Inner("plain"), "root", ObjectGraph.CompilerObjects.Remove(typeof(SyntaxTree))));

    [Fact]
    public void A_collection_passes_only_within_a_type_that_compares_its_elements()
    {
        Assert.Empty(Find(new ValueEqual([1, 2])));
        Assert.Empty(Find(new Outer(new ValueEqual([new Inner("x")]))));
        Assert.Empty(Find(ImmutableArray.Create(1, 2)));
        Assert.Empty(Find(default(ImmutableArray<int>)));
        Assert.Equal(["root.Value is an ImmutableArray<Int32>, which compares by reference"], Find(new Inner(ImmutableArray.Create(1))));
        Assert.Equal(["root.Value is an ImmutableArray<Int32>, which compares by reference"], Find(new Inner(default(ImmutableArray<int>))));
        Assert.Equal(["root.Value is a List<String>, which compares by reference"], Find(new Inner(new List<string>())));
        Assert.Equal(["root.Value is an Int32[], which compares by reference"], Find(new Inner(new[] { 1 })));
        Assert.Equal(["root.Item2 is an Int32[], which compares by reference"], Find((1, new[] { 1 })));
        Assert.Equal(["root[0] is an Int32[], which compares by reference"], Find(ImmutableArray.Create<int[]>([[1]])));
    }

    [Fact]
    public void A_circle_of_references_ends()
    {
        var node = new Node { Text = "x" };
        node.Next = node;
        Assert.Empty(Find(node));
    }

    private static IEnumerable<string> Find(object root) => ObjectGraph.Find(root, "root", ObjectGraph.CompilerObjects);

    private sealed record Outer(object Value);

    private sealed record Inner(object Value);

    private sealed class Node
    {
        public string? Text { get; set; }

        public Node? Next { get; set; }
    }

    private sealed class ValueEqual(ImmutableArray<object> items) : IEquatable<ValueEqual>
    {
        private readonly ImmutableArray<object> items = items;

        public bool Equals(ValueEqual? other) => other is not null && items.SequenceEqual(other.items);

        public override bool Equals(object? obj) => Equals(obj as ValueEqual);

        public override int GetHashCode() => items.Length;
    }

    private sealed class Hashless : IEquatable<Hashless>
    {
        private static int last;
        private readonly int hash = Interlocked.Increment(ref last);

        public bool Equals(Hashless? other) => other is not null;

        public override bool Equals(object? obj) => Equals(obj as Hashless);

        public override int GetHashCode() => hash;
    }

    private sealed class HashlessGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.CompilationProvider.Select(static (_, _) => new Hashless()).WithTrackingName("Hashless"),
            static (_, _) => { });
    }
}
