using System.Text;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>
/// Numbers inside blocks are kept as terms of the block's parameters. Where every step names the step before it twice, terms double: files of
/// a few lines that would keep the compiler busy for hours. Each is refused where its terms become too many.
/// </summary>
public class GrowingNumberTests
{
    private const string Head = "model: M\ninput: [3, 32, 32]\nclasses: 3\nblocks:\n";
    private const string Network = "network: { stages: [[conv: 8]] }\n";

    private static readonly Dictionary<string, (string Text, string Place)> Files = new()
    {
        ["channels from twice the channels"] = (Head + "  b:\n    layers:\n" + Lines(30, static i => $"      - conv: {{ out: $channels + {i + 2} + $channels }}") + Network, "$channels + 7 + $channels"),
        ["products of channels"] = (Head + "  b:\n    layers:\n" + Lines(30, static i => $"      - conv: {{ out: $channels * {i + 2} * $channels }}") + Network, "$channels * 7 * $channels"),
        ["a concat of equal paths"] = (Head + "  b:\n    layers:\n" + Lines(30, static _ => "      - branches: { paths: [[], []] }") + Network, "branches"),
        ["a concat in blocks in blocks"] = (Head + "  b0: { layers: [branches: { paths: [[], []] }] }\n" + Lines(30, static i => $"  b{i + 1}: {{ layers: [b{i}, b{i}] }}") + Network, "b2"),
        ["shortcuts in blocks in blocks"] = (Head + "  b0: { main: [relu], merge: concat }\n" + Lines(30, static i => $"  b{i + 1}: {{ main: [b{i}, b{i}], merge: concat }}") + Network, "b2"),
        ["strides in blocks in blocks"] = (Head + "  b0: { parameters: { s }, layers: [conv: { out: 4, stride: $s }] }\n" + Lines(30, static i => $"  b{i + 1}: {{ parameters: {{ s }}, layers: [b{i}: $s, b{i}: $s] }}") + Network, "b6"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void They_are_refused_once_where_they_become_too_long(string name)
    {
        var (text, place) = Files[name];
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text));

        Assert.Null(run.Result.Exception);
        Assert.Equal(["RSG2009"], run.Ids());
        var span = Assert.Single(run.Diagnostics).Location.SourceSpan;
        Assert.Equal(place, text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void As_many_terms_as_a_block_may_have_are_no_error()
    {
        // What arrives, and the growth sixty times: 61 terms.
        var text = Head + "  b:\n    parameters: { growth }\n    layers:\n" + Lines(60, static _ => "      - branches: { paths: [[], [conv: $growth]] }") + "network: { stages: [[b: 2]] }\n";
        GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text)).AssertNoDiagnostics();
    }

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i)).Append('\n');
        }

        return text.ToString();
    }
}
