using Rsg.Dsl.Emission;
using Rsg.Dsl.Generator.Tests.Yaml;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Emission;

/// <summary>By the text of its plan a run knows its declaration again: it changes with what is trained, and with nothing else.</summary>
public class PlanTextTests
{
    private const string Head = "model: M\nclasses: 10\ninput: [3, 32, 32]\n";

    private const string Residual = "blocks: { unit: { parameters: { WIDTH, STEP: 1 }, layers: [conv: { out: $WIDTH, stride: $STEP }, batchNorm, relu, LAYER] } }\n";

    private const string Network = "network: { stem: [conv: { out: 8 }, relu], stages: [[unit: { WIDTH: 8 }], [unit: { WIDTH: 16, STEP: 2 }]] }\n";

    [Theory]
    [InlineData("maxPool: { kernel: 3, padding: 1, stride: 1 }", "avgPool: { kernel: 3, padding: 1, stride: 1 }")]
    [InlineData("avgPool: { kernel: 3, padding: 1, stride: 1 }", "avgPool: { kernel: 3, padding: 1, stride: 1, countPadding: false }")]
    [InlineData("conv: { out: 16, kernel: 3 }", "conv: { out: 16, kernel: 3, dilation: 2 }")]
    [InlineData("conv: { out: 16, kernel: [1, 5] }", "conv: { out: 16, kernel: [5, 1] }")]
    [InlineData("batchNorm: { eps: 0.001 }", "batchNorm: { eps: 0.01 }")]
    [InlineData("batchNorm: { momentum: 0.1 }", "batchNorm: { momentum: 0.2 }")]
    [InlineData("groupNorm: 2", "groupNorm: 4")]
    [InlineData("dropout: 0.1", "dropout: 0.2")]
    [InlineData("dropout: 0.1", "dropout2d: 0.1")]
    [InlineData("leakyRelu: 0.1", "leakyRelu: 0.2")]
    [InlineData("silu", "gelu")]
    public void Another_layer_is_another_network(string layer, string other) => Assert.NotEqual(Text(layer), Text(other));

    [Fact]
    public void Names_of_parameters_change_nothing()
        => Assert.Equal(Text("relu"), Text("relu", "units", "reduction"));

    /// <summary>Code that is written for a network may change from version to version; the runs of its users must not become strange by it.</summary>
    [Fact]
    public void No_layer_is_described_by_code()
    {
        foreach (var name in BackboneCatalogue.Names)
        {
            var backbone = BackboneCatalogue.Find(name)!;
            var graph = backbone.Build(backbone.DefaultInput, 10, HeadKind.Linear);
            var inference = new ShapeInference();
            _ = graph.Parts.Aggregate(graph.Input, (shape, part) => inference.Run(part.Body, shape, Bindings.None)!);

            Assert.All(inference.Layers, static layer => Assert.DoesNotMatch("[(){}<>_;\"]", layer.Op?.Describe(layer.Bindings) ?? ""));
            Assert.DoesNotMatch("[(){}<>_;\"]", graph.Initialization.Describe());
        }
    }

    private static string Text(string layer, string width = "width", string step = "step")
    {
        var yaml = Head + (Residual + Network).Replace("WIDTH", width, StringComparison.Ordinal).Replace("STEP", step, StringComparison.Ordinal).Replace("LAYER", layer, StringComparison.Ordinal);
        var result = ModelPlanner.Plan(Reading.Model(yaml));
        Assert.Empty(result.Diagnostics);
        return string.Join("\n", PlanText.Of(result.Plan!, result.ClassNames));
    }
}
