using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Declarations.Yaml;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>What a YAML text says, and where each part of it stands.</summary>
public class TreeTests
{
    private const string Sample = """
        model: DefectNet   # a comment
        classes: [scratch, "two words", 'it''s']
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main:
            - conv: { out: $out, kernel: 3 }
            - batchNorm
        note: |
          some
          text
        empty:
        list: [ conv: { out: 32 }, relu,
                pool ]
        last: 5
        """;

    /// <summary>Each node as its kind and the text at its place; keys with theirs.</summary>
    private static readonly string[] SampleNodes =
    [
        "key model", "Text DefectNet",
        "key classes", "List [scratch, \"two words\", 'it''s']", "Text scratch", "Text \"two words\"", "Text 'it''s'",
        "key blocks", "Map residual: ... - batchNorm",
        "key residual", "Map parameters: { out, stride: 1 } ... - batchNorm",
        "key parameters", "Map { out, stride: 1 }", "key out", "Nothing ", "key stride", "Number 1",
        "key main", "List - conv: { out: $out, kernel: 3 } ... - batchNorm",
        "Map conv: { out: $out, kernel: 3 }", "key conv", "Map { out: $out, kernel: 3 }", "key out", "Text $out", "key kernel", "Number 3",
        "Text batchNorm",
        "key note", "Text | ... text ",
        "key empty", "Nothing ",
        "key list", "List [ conv: { out: 32 }, relu, ... pool ]",
        "Map conv: { out: 32 }", "key conv", "Map { out: 32 }", "key out", "Number 32",
        "Text relu", "Text pool",
        "key last", "Number 5",
    ];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_node_knows_its_place(string lineEnd)
    {
        var text = Sample.ReplaceLineEndings(lineEnd);

        var root = (Value.Map)Reading.Tree(text);

        Assert.Equal(SampleNodes, Nodes(root, text));
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    public void A_place_is_a_line_and_a_column(string lineEnd, string mark)
    {
        var text = mark + "# caf\u00E9 \U0001F600\nmodel: M\nbackbone: resnet8\nclasses: 2\nrsg:\n  stage: 2\n  form: 'paper'\n".ReplaceLineEndings(lineEnd);

        var section = Reading.Model(text).Find("rsg")!;

        Assert.Equal(((4, 0), (4, 3)), Place(section.Span.Lines));
        Assert.Equal(((5, 2), (5, 7)), Place(section.Find("stage")!.KeySpan.Lines));
        Assert.Equal(((5, 9), (5, 10)), Place(section.Find("stage")!.Value.Span.Lines));
        Assert.Equal(((6, 8), (6, 15)), Place(section.Find("form")!.Value.Span.Lines));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-12", -12)]
    [InlineData("+7", 7)]
    [InlineData("007", 7)]
    [InlineData("1e-4", 0.0001)]
    [InlineData("2E+3", 2000)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("0.9999", 0.9999)]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e999", double.NegativeInfinity)]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData("-.INF", double.NegativeInfinity)]
    [InlineData(".nan", double.NaN)]
    public void A_number_is_what_YAML_1_2_calls_one(string text, double number)
        => Assert.Equal(number, Assert.IsType<Value.Number>(Plain(text)).Amount);

    [Theory]
    [InlineData("1_000")]
    [InlineData("1e")]
    [InlineData("0x")]
    [InlineData("0xG")]
    [InlineData("0o8")]
    [InlineData("-0x1")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("\u0661\u0662")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("tRUE")]
    [InlineData("12:30")]
    [InlineData("resnet32")]
    public void Anything_else_is_a_text(string text) => Assert.Equal(text, Assert.IsType<Value.Text>(Plain(text)).Content);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    public void True_and_false_are_flags(string text, bool isSet) => Assert.Equal(isSet, Assert.IsType<Value.Flag>(Plain(text)).IsSet);

    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("")]
    public void Null_is_nothing(string text) => Assert.IsType<Value.Nothing>(Plain(text));

    [Theory]
    [InlineData("'5'", "5")]
    [InlineData("\"true\"", "true")]
    [InlineData("''", "")]
    [InlineData("\"a\\tb \\u00e9 \\\\\"", "a\tb \u00E9 \\")]
    public void Quotes_make_a_text(string yaml, string content)
    {
        var map = (Value.Map)Reading.Tree($"key: {yaml}\n");

        Assert.Equal(content, Assert.IsType<Value.Text>(map.Entries[0].Value).Content);
    }

    [Fact]
    public void Trees_of_the_same_text_are_equal()
    {
        Assert.Equal(Reading.File(Sample), Reading.File(Sample));
        Assert.Equal(Reading.File(Sample).GetHashCode(), Reading.File(Sample).GetHashCode());
        Assert.NotEqual(Reading.Tree(Sample), Reading.Tree(Sample.Replace("stride: 1", "stride: 2", StringComparison.Ordinal)));
    }

    private static Value Plain(string text) => PlainScalar.Read(text, default);

    private static ((int, int), (int, int)) Place(LinePositionSpan span)
        => ((span.Start.Line, span.Start.Character), (span.End.Line, span.End.Character));

    private static IEnumerable<string> Nodes(Value value, string text, bool isRoot = true)
    {
        if (!isRoot)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {Cut(text, value.Span.Span)}");
        }

        var children = value switch
        {
            Value.Map map => map.Entries.SelectMany(entry => Nodes(entry.Value, text, isRoot: false).Prepend($"key {Cut(text, entry.KeySpan.Span)}")),
            Value.List list => list.Items.SelectMany(item => Nodes(item, text, isRoot: false)),
            _ => [],
        };
        foreach (var child in children)
        {
            yield return child;
        }
    }

    /// <summary>The text at a place: its first and its last line.</summary>
    private static string Cut(string text, TextSpan span)
    {
        var lines = text.Substring(span.Start, span.Length).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries);
        return lines.Length == 1 ? lines[0] : $"{lines[0]} ... {lines[^1]}{(lines[^1].Length == 0 ? lines[^2] + " " : "")}";
    }
}
