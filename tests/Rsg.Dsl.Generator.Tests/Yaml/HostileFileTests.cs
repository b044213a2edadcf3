using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>Files that mean harm, or were not meant to be models at all: an error in the file within a second, and no exception.</summary>
public class HostileFileTests
{
    private const string Head = "model: M\nbackbone: resnet8\nclasses: 2\n";
    private const int Many = 1_000_000;

    private static readonly Dictionary<string, (string Id, string Text)> Files = new()
    {
        ["aliases that multiply"] = ("RSG1004", Head + Bomb()),
        ["a flow sequence 5000 deep"] = ("RSG1005", Head + "train: " + new string('[', 5_000) + new string(']', 5_000)),
        ["a flow sequence 400000 deep"] = ("RSG1005", Head + "train: " + new string('[', 400_000)),
        ["flow mappings 5000 deep"] = ("RSG1005", Head + "train: " + Repeat("{a: ", 5_000)),
        ["block sequences 5000 deep"] = ("RSG1005", Head + "train:\n" + Repeat("- ", 5_000)),
        ["keys of keys 5000 deep"] = ("RSG1004", Head + "train:\n  " + Repeat("? ", 5_000)),
        ["block mappings 1000 deep"] = ("RSG1005", Head + string.Concat(Enumerable.Range(0, 1_000).Select(static i => new string(' ', i) + "a:\n"))),
        ["a plain scalar of a megabyte"] = ("RSG1005", Head + "train: " + new string('x', Many - 100)),
        ["a quoted scalar of a megabyte"] = ("RSG1005", Head + "train: \"" + new string('x', Many - 100) + "\""),
        ["a quoted scalar of spaces"] = ("RSG1005", Head + "train: \"" + new string(' ', Many - 100) + ".\""),
        ["a literal of a megabyte"] = ("RSG1005", Head + "train: |\n " + new string('x', Many - 100)),
        ["a literal of line ends"] = ("RSG1005", Head + "train: |\n x" + new string('\n', Many - 100) + " x"),
        ["a scalar of many lines"] = ("RSG1005", Head + "train: " + Repeat("x\n  ", 200_000)),
        ["a key of a megabyte"] = ("RSG1005", new string('k', Many - 100) + ": 1\n"),
        ["an anchor of a megabyte"] = ("RSG1004", Head + "train: &" + new string('x', Many - 100) + " {}"),
        ["a tag of a megabyte"] = ("RSG1004", Head + "train: !" + new string('x', Many - 100) + " {}"),
        ["200000 items"] = ("RSG1005", Head + "train: [" + Repeat("1,", 200_000) + "]"),
        ["one key 190000 times"] = ("RSG1006", Head + "train: {" + Repeat("a: 1,", 190_000) + "}"),
        ["100000 keys"] = ("RSG1005", Head + "train: {" + string.Concat(Enumerable.Range(0, 80_000).Select(static i => $"a{i}: 1,")) + "}"),
        ["200000 anchors"] = ("RSG1004", Head + "train: [" + Repeat("&a 1,", 190_000) + "]"),
        ["60000 documents"] = ("RSG1004", Repeat("---\n" + Head, 20_000)),
        ["more than a megabyte"] = ("RSG1005", Head + "# " + new string('x', Many)),
        ["more than a megabyte of line ends"] = ("RSG1005", Head + new string('\n', Many)),
        ["100000 directives"] = ("RSG1004", Repeat("%TAG !a! tag:x\n", 60_000) + "---\n" + Head),
        ["a binary file"] = ("RSG1002", Encoding.Latin1.GetString([.. Enumerable.Range(0, 256).Select(static i => (byte)i)])),
        ["colons"] = ("RSG1005", new string(':', Many)),
        ["brackets that close"] = ("RSG1001", Head + "train: " + new string(']', 100_000)),
        ["quotes that open"] = ("RSG1001", Head + "train: " + Repeat("\" ", 100_001)),
        ["a name that closes a comment"] = ("RSG1103", "model: \"M */ class Evil { } /*\"\nbackbone: resnet8\nclasses: 2\n"),
        ["a name of two lines"] = ("RSG1103", "model: \"M\\nclass Evil;\"\nbackbone: resnet8\nclasses: 2\n"),
        ["a name with characters that nobody sees"] = ("RSG1103", "model: \"M\\u200B\"\nbackbone: resnet8\nclasses: 2\n"),
        ["a name of 10000 letters"] = ("RSG1103", $"model: {new string('M', 10_000)}\nbackbone: resnet8\nclasses: 2\n"),
        ["a namespace that closes itself"] = ("RSG1103", "model: M\nnamespace: \"A { } namespace B\"\nbackbone: resnet8\nclasses: 2\n"),
        ["a network that closes a text"] = ("RSG2001", "model: M\nbackbone: 'resnet8\"; }'\nclasses: 2\n"),
        ["a network of many letters"] = ("RSG2001", $"model: M\nbackbone: {new string('r', 9_000)}\nclasses: 2\n"),
        ["a matrix of 2000 axes"] = ("RSG1111", Head + "matrix:\n" + Lines(2_000, static i => $"  a{i}: {{ A: {{}}, B: {{}}, C: {{}} }}")),
        ["an axis of 6000 values"] = ("RSG1111", Head + "matrix:\n  a:\n" + Lines(6_000, static i => $"    V{i}: {{}}")),
        ["256 variants of a large network"] = ("RSG1111", $"model: M\nclasses: 2\ninput: [3, 8, 8]\nnetwork: {{ stages: [[{Repeat("relu, ", 9_000)}conv: 4]] }}\nmatrix:\n  a:\n" + Lines(256, static i => $"    V{i}: {{ classes: {i + 2} }}")),
        ["9000 combinations that are left out and are not there"] = ("RSG1110", Head + "matrix:\n  a: { A: {} }\n  exclude: [" + Repeat("{ b: A },", 6_000) + "]"),
        ["9000 combinations that are left out"] = ("RSG1113", Head + "matrix:\n  a: { A: {} }\n  exclude: [" + Repeat("{ a: A },", 6_000) + "]"),
        ["values of a matrix 5000 deep"] = ("RSG1005", Head + "matrix: { a: { A: " + Repeat("{ rsg: ", 5_000)),
        ["a name of a value of 9000 letters"] = ("RSG1103", Head + "matrix:\n  a:\n    ? " + new string('v', 9_000) + "\n    : {}\n"),
        ["a value that closes a text"] = ("RSG1103", Head + "matrix:\n  a: { '\"; class Evil { } //': {} }\n"),
        ["an axis that closes a text"] = ("RSG1103", Head + "matrix:\n  '\"; class Evil { } //': { A: {} }\n"),
        ["8 axes that disagree in thousands of keys"] = (
            "RSG1109", Head + "matrix:\n" + Lines(8, static axis => $"  a{axis}: {{ A: {{ blocks: {{ {string.Concat(Enumerable.Range(0, 1_000).Select(i => $"k{i}: {axis}, "))} }} }} }}")),
        ["a key of many letters"] = ("RSG1101", Head + $"? {new string('k', 9_000)}\n: 1\n"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_at_once_at_a_place_in_the_file(string name)
    {
        var (id, text) = Files[name];
        var read = Reading.File(text);
        AssertFast(() => Reading.File(text));

        Assert.True(read.Diagnostics.Count <= 101);

        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text));
        Assert.Null(run.Result.Exception);
        Assert.All(run.Ids(), found => Assert.Equal(id, found));
        Assert.NotEmpty(run.Ids());
        Assert.All(run.Diagnostics, diagnostic => AssertInside(diagnostic, text));
        Assert.All(run.Diagnostics, static diagnostic => Assert.InRange(diagnostic.GetMessage(null).Length, 10, 1_000));
        Assert.DoesNotContain(run.GeneratedSources, static source => source.SourceText.ToString().Contains("Evil", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_problem_of_a_file_is_reported_once()
    {
        var text = """
            model: M
            backbone: resnet9
            classes: 1
            input: [3, 32]
            trian: { epochs: 5 }
            rsg: { stage: 1, centres: 3, frequentRatio: 2 }
            loss: { kind: ldam, kind: ldam }
            rebalance: &weights reweigt
            train: { epochs: many }
            """;

        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text));

        Assert.Equal(
            [
                (2, "RSG2001"), (3, "RSG0008"), (4, "RSG1106"), (5, "RSG1101"), (6, "RSG1101"), (6, "RSG0008"), (7, "RSG1006"), (8, "RSG1004"), (8, "RSG1104"), (9, "RSG0008"),
            ],
            run.Diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(static diagnostic => (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1, diagnostic.Id)));
    }

    [Fact]
    public void A_wrong_file_does_not_stand_in_the_way_of_others()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class A;")
            .WithAdditionalFile("b.rsg.yaml", "[")
            .WithAdditionalFile("c.rsg.yaml", Head));

        Assert.Equal(["RSG1001"], run.Ids());
        Assert.Equal(["A.Declaration.g.cs", "A.Onnx.g.cs", "A.Summary.g.cs", "A.Trainer.g.cs", "A.g.cs", "M.Declaration.g.cs", "M.Onnx.g.cs", "M.Summary.g.cs", "M.Trainer.g.cs", "M.g.cs", "Rsg.Startup.g.cs"], run.GeneratedSources.Select(static source => source.HintName));
    }

    /// <summary>
    /// Fails where a file keeps the compiler busy. What was written to do so takes hours; a busy machine may well take several times the tenth
    /// of a second that reading takes on a quiet one.
    /// </summary>
    internal static void AssertFast(Action read)
    {
        var clock = Stopwatch.StartNew();
        read();
        if (clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            return;
        }

        Assert.Fail($"Reading took {clock.Elapsed}.");
    }

    private static void AssertInside(Diagnostic diagnostic, string text)
    {
        var lines = SourceText.From(text).Lines;
        var span = diagnostic.Location.SourceSpan;
        Assert.InRange(span.Start, 0, text.Length);
        Assert.InRange(span.End, span.Start, text.Length);
        Assert.Equal(lines.GetLinePositionSpan(span), diagnostic.Location.GetLineSpan().Span);
        Assert.Equal("m.rsg.yaml", diagnostic.Location.GetLineSpan().Path);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static string Bomb()
    {
        var lines = new StringBuilder("train:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"  a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        return lines.ToString();
    }
}
