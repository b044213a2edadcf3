using System.Text.Json;
using Rsg.Data;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Onnx;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>What stands in an exported file, and what exporting does not touch.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private const string Type = "Factory.DefectNet";

    /// <summary>A network with every kind of block: shortcuts with and without a projection, norms behind convolutions and elsewhere, named classes.</summary>
    private static readonly Lazy<LoadedModel> Compiled = new(static () => GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("").WithAdditionalFile("defects.rsg.yaml", """
        model: DefectNet
        namespace: Factory
        input: [3, 12, 16]
        classes: [scratch, "dent \"deep\"", Rißé]
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main: [conv: { out: $out, stride: $stride, bias: false, remainder: drop }, batchNorm, relu, conv: $out, batchNorm]
            shortcut: projection
            after: [relu]
          dense:
            layers: [branches: { merge: concat, paths: [[], [batchNorm, relu, conv: 4, groupNorm: 2]] }]
        network:
          stem: [conv: 8, batchNorm, relu]
          stages:
            - [residual: { out: 8, repeat: 2 }]
            - [residual: { out: 12, stride: 2 }, dense]
          head: [dropout: 0.5, adaptiveAvgPool: [4, 3], flatten]
        rsg: { stage: 1, frequentRatio: 0.4 }
        loss: { kind: ldam, scale: 25 }
        augmentation: { mean: [0.5, 0.4, 0.3], standardDeviation: [0.2, 0.3, 0.4] }
        """)).AssertNoDiagnostics().AssertCompilesCleanly().Load());

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly Tensor images;

    public OnnxFileTests()
    {
        manual_seed(1);
        network = Compiled.Value.Create<nn.Module<Tensor, Tensor>>(Type);
        network.DrawNorms();
        images = rand(3, 3, 12, 16);
    }

    [Fact]
    public void Weights_are_the_state_name_by_name_and_bit_by_bit_and_all_are_read()
    {
        using var exported = new Exported(network);
        var content = new OnnxContent(exported.Bytes);
        var state = network.state_dict();

        Assert.Equal(
            state.Keys.Where(static name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            content.Initializers.Select(static weight => weight.Name).Order(StringComparer.Ordinal));
        Assert.All(content.Initializers, weight =>
        {
            Assert.Equal(1, weight.Type);
            Assert.Equal(state[weight.Name].shape, weight.Shape);
            Assert.Equal(state[weight.Name].contiguous().bytes.ToArray(), weight.Data);
            Assert.Contains(content.Nodes, node => node.Inputs.Contains(weight.Name));
        });
        Assert.DoesNotContain(content.Initializers, static weight => weight.Name.Contains("rsg", StringComparison.OrdinalIgnoreCase) || weight.Name.Contains("centers", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_node_has_a_name_and_gives_what_another_reads_before_that_one()
    {
        using var exported = new Exported(network, new OnnxOptions { Softmax = true, Normalize = ChannelStatistics.ImageNet });
        var content = new OnnxContent(exported.Bytes);
        var known = content.Initializers.Select(static weight => weight.Name).Append("images").ToHashSet(StringComparer.Ordinal);

        Assert.All(content.Nodes, node =>
        {
            Assert.All(node.Inputs, input => Assert.Contains(input, known));
            Assert.All(node.Outputs, output => Assert.True(known.Add(output), $"{output} is given twice."));
        });
        Assert.Equal(content.Nodes.Count, content.Nodes.Select(static node => node.Name).Distinct().Count());
        Assert.All(content.Nodes.SkipLast(1), node => Assert.Contains(content.Nodes, other => other.Inputs.Contains(node.Outputs.Single())));
        Assert.Contains("stage1.0.conv1/Conv", content.Nodes.Select(static node => node.Name));
        Assert.Equal(["probabilities"], content.Nodes[^1].Outputs);
    }

    [Fact]
    public void Input_and_output_have_names_and_an_open_batch()
    {
        using var plain = new Exported(network);
        Assert.Equal(("images", "logits"), (plain.Session.Input, plain.Session.Output));
        Assert.Equal(["batch", "3", "12", "16"], plain.Session.InputShape);
        Assert.Equal(["batch", "3"], plain.Session.OutputShape);

        // Cosines times the scale of their loss, as a predictor has them.
        network.eval();
        using var softmax = new Exported(network, new OnnxOptions { Softmax = true });
        Assert.Equal("probabilities", softmax.Session.Output);
        softmax.AssertGives(network.call(images).mul(25).softmax(1), images);
    }

    [Fact]
    public void The_metadata_say_what_the_network_is()
    {
        using var plain = new Exported(network, new OnnxOptions { Metadata = new Dictionary<string, string> { ["run"] = "7", ["note"] = "a \"b\"\n" } });
        var metadata = plain.Session.Metadata;

        Assert.Equal(["classes", "input", "logit_scale", "model", "normalization", "note", "rsgdsl_version", "run", "shorter_side"], metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("DefectNet", "[3,12,16]", "25", "7", "a \"b\"\n"), (metadata["model"], metadata["input"], metadata["logit_scale"], metadata["run"], metadata["note"]));
        Assert.Equal("12", metadata["shorter_side"]);
        Assert.Equal(["scratch", "dent \"deep\"", "Rißé"], JsonSerializer.Deserialize<string[]>(metadata["classes"])!);
        Assert.Equal("""{"mean":[0.5,0.4,0.3],"std":[0.2,0.3,0.4],"in_graph":false}""", metadata["normalization"]);
        Assert.Equal(typeof(OnnxOptions).Assembly.GetName().Version!.ToString(3), metadata["rsgdsl_version"]);

        using var normalized = new Exported(network, new OnnxOptions { Normalize = ChannelStatistics.Cifar });
        Assert.Equal("""{"mean":[0.4914,0.4822,0.4465],"std":[0.2023,0.1994,0.201],"in_graph":true}""", normalized.Session.Metadata["normalization"]);
        var content = new OnnxContent(normalized.Bytes);
        Assert.Equal(("DefectNet", $"RsgDsl {metadata["rsgdsl_version"]}"), (content.GraphName, content.Producer));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    public void Every_operator_set_gives_the_same(int opset)
    {
        network.eval();
        using var exported = new Exported(network, new OnnxOptions { Opset = opset });
        exported.AssertGives(network.call(images), images);
        Assert.Equal(("", opset), new OnnxContent(exported.Bytes).OperatorSet);
    }

    [Fact]
    public void Exporting_changes_neither_mode_nor_weights_and_repeats_its_bytes()
    {
        network.train();
        var before = network.StateBytes();
        using var first = new Exported(network, new OnnxOptions { FoldBatchNorms = true });
        using var second = new Exported(network, new OnnxOptions { FoldBatchNorms = true });

        Assert.True(network.training);
        Assert.All(network.modules(), static module => Assert.True(module.training));
        Assert.Equal(before, network.StateBytes());
        Assert.Equal(first.Bytes, second.Bytes);

        network.eval();
        first.AssertGives(network.call(images), images);
    }

    [Fact]
    public void Folding_leaves_a_norm_only_where_no_convolution_is_before_it()
    {
        network.eval();
        var expected = network.call(images);
        using var merged = new Exported(network, new OnnxOptions { FoldBatchNorms = true });
        merged.AssertGives(expected, images);
        Assert.Equal(["stage2.1.branch2.bn1/BatchNormalization"], Norms(merged));

        // A folded copy has nothing more to merge.
        using var folded = network.Folded();
        using var copy = new Exported(folded);
        copy.AssertGives(expected, images);
        Assert.Equal(Norms(merged), Norms(copy));
        Assert.Equal(
            new OnnxContent(merged.Bytes).Initializers.Select(static weight => (weight.Name, Convert.ToHexString(weight.Data))).ToHashSet(),
            new OnnxContent(copy.Bytes).Initializers.Select(static weight => (weight.Name, Convert.ToHexString(weight.Data))).ToHashSet());

        static IEnumerable<string> Norms(Exported exported)
            => new OnnxContent(exported.Bytes).Nodes.Where(static node => node.Operation == "BatchNormalization").Select(static node => node.Name);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void Weights_of_another_type_become_float32(ScalarType type)
    {
        network.to(type);
        using var exported = new Exported(network);
        Assert.All(new OnnxContent(exported.Bytes).Initializers, static weight => Assert.Equal(1, weight.Type));
        network.to(ScalarType.Float32).eval();
        exported.AssertGives(network.call(images), images);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_leaves_an_older_file_as_it_is()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OnnxOptions { Opset = 14 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new OnnxOptions { Opset = 23 });
        Assert.Throws<ArgumentException>(static () => new OnnxOptions { Metadata = new Dictionary<string, string> { ["classes"] = "" } });
        Assert.Throws<ArgumentException>(static () => new OnnxOptions { Metadata = new Dictionary<string, string> { [""] = "x" } });

        var path = Path.GetTempFileName();
        File.WriteAllText(path, "older");
        var problem = Assert.Throws<ArgumentException>(() => LoadedModel.Call(network, "ExportOnnx", path, new OnnxOptions { Normalize = ChannelStatistics.FashionMnist }));
        Assert.StartsWith("There are statistics of 1 channels; an image of DefectNet has 3.", problem.Message, StringComparison.Ordinal);
        Assert.Equal("older", File.ReadAllText(path));
        File.Delete(path);
    }

    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
    }
}
