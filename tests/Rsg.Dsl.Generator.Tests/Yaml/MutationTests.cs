using CsCheck;
using Rsg.Dsl.Declarations.Yaml;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>Whatever happens to the text of a model file: no exception, no wait, and every problem has a place in the file.</summary>
public class MutationTests
{
    private const string Whole = """
        # A comment, with a colon: here.
        model: DefectNet
        namespace: Factory.Vision
        input: [1, 64, 64]
        classes: [scratch, dent, "a hole", 'it''s', none]
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main:
              - conv: { out: $out, kernel: 3, stride: $stride, bias: false }
              - batchNorm
              - relu
            shortcut: projection
        network:
          stem: [ conv: { out: 32, kernel: 3 }, batchNorm, relu ]
          stages:
            - [ residual: { out: 32, repeat: 2 } ]
            - [ residual: { out: 64, stride: 2 } ]
        rsg: { stage: 2, frequentRatio: 0.2, cescWeight: 0.03, form: paper, mvTerms: [direction] }
        loss: { kind: ldam, maxMargin: 0.5 }
        rebalance:
          kind: reweight
          fromEpoch: 40
        train: { epochs: 50, learningRate: 1e-2, milestones: [30, 40] }
        head: >-
          cosine
        """;

    private const string Table = """
        model: Table
        namespace: Factory.Vision
        backbone: resnet8
        loss: { kind: ldam, scale: 20 }
        rsg: { stage: 2 }
        matrix:
          cut:
            First: { rsg: { after: layer1, cescWeight: 0.01 } }
            Without: { rsg: none }
          classes: { Ten: { classes: 10 }, Few: { classes: [a, b, c, d, e] } }
          loss:
            Erm: { loss: crossEntropy }
            Same:
          seed: [0, 1]
          exclude:
            - { cut: First, classes: [Few], loss: Erm }
        """;

    /// <summary>What means something to YAML, to C#, or to what reads texts.</summary>
    private static readonly string[] Splices =
    [
        "[", "]", "{", "}", ":", ": ", ",", "- ", "? ", "'", "\"", "\\", "#", " #", "&a ", "*a", "!t ", "!!int ", "|", ">", "|+2\n", "%", "@", "`", "~", "<<: *a",
        "---\n", "...\n", "\n", "\r", "\r\n", "\t", "  ", "\n\n  ", "\0", "\u0001", "\u007F", "\u0085", "\u2028", "\uFEFF", "\uFFFD", "\uD83D", "\uDE00", "\U0001F600",
        "%YAML 1.2\n", "%TAG ! x:\n", "null", "true", "1e999", ".nan", "0x", "-", "*/", "//", "\"\"\"", "class", "@class", "global::", "model: M\n", "{{{{{{{{", "[[[[[[[[",
    ];

    private static readonly Gen<Func<string, string>> Edit = Gen.OneOf(
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Char).Select(static (at, character) => (Func<string, string>)(text => Replace(text, at, 1, character.ToString()))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 6]).Select(static (at, bit) => (Func<string, string>)(text => Flip(text, at, bit))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 40]).Select(static (at, length) => (Func<string, string>)(text => Replace(text, at, length, ""))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 60], Gen.Int[0, int.MaxValue]).Select(static (from, length, to) => (Func<string, string>)(text => Copy(text, from, length, to))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, Splices.Length - 1]).Select(static (at, splice) => (Func<string, string>)(text => Replace(text, at, 0, Splices[splice]))));

    private static readonly Gen<string> Texts = Gen.Select(Edit.Array[1, 6], Gen.Bool, Gen.Bool)
        .Select(static (edits, isWindows, hasMatrix) => edits.Aggregate((hasMatrix ? Table : Whole).ReplaceLineEndings(isWindows ? "\r\n" : "\n"), static (text, edit) => edit(text)));

    [Theory]
    [InlineData(Whole, "Factory.Vision.DefectNet.Trainer.g.cs")]
    [InlineData(Table, "Factory.Vision.Table.Variants.g.cs")]
    public void The_text_that_is_changed_is_right(string text, string file)
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text)).AssertNoDiagnostics();
        Assert.Contains(run.GeneratedSources, source => source.HintName == file);
    }

    [Fact]
    public void Reading_never_throws_and_every_problem_has_a_place_in_the_file() => Texts.Sample(
        static text =>
        {
            ModelFile? read = null;
            HostileFileTests.AssertFast(() => read = Reading.File(text));
            var file = read!;
            foreach (var problem in file.Diagnostics)
            {
                Assert.NotNull(problem.Span);
                Assert.InRange(problem.Span.Value.Span.End, problem.Span.Value.Span.Start, text.Length);
                Assert.InRange(problem.Span.Value.Lines.Start.Line, 0, text.Split('\n', '\r').Length);
            }

            // A name that gets into code is one, and a file that names none says why.
            foreach (var declaration in file.Content?.Models ?? [])
            {
                Assert.Matches(@"\A[\p{L}_][\p{L}\p{Nd}_]*\z", declaration.Name);
                Assert.Matches(@"\A([\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*)?\z", declaration.Namespace);
            }

            if (file.Content is null || file.Content.Models.Count == 0)
            {
                Assert.NotEmpty(file.Diagnostics);
            }
        },
        iter: 20_000,
        threads: 1);

    [Fact]
    public void The_generator_never_throws_and_never_emits_what_does_not_compile() => Texts.Sample(
        static text =>
        {
            var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text));

            Assert.Null(run.Result.Exception);
            Assert.All(run.Diagnostics, diagnostic => HostileFileTests.AssertInside(diagnostic, text));
            run.AssertCompilesCleanly();
        },
        iter: 150,
        threads: 1);

    private static string Replace(string text, int at, int length, string by)
    {
        var start = at % (text.Length + 1);
        return text[..start] + by + text[Math.Min(text.Length, start + length)..];
    }

    private static string Flip(string text, int at, int bit)
        => text.Length == 0 ? text : Replace(text, at % text.Length, 1, ((char)(text[at % text.Length] ^ (1 << bit))).ToString());

    private static string Copy(string text, int from, int length, int to)
    {
        var start = from % (text.Length + 1);
        return Replace(text, to, 0, text.Substring(start, Math.Min(length, text.Length - start)));
    }
}
