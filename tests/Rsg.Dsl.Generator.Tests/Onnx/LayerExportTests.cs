using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Dsl.Networks.Ops;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>Every layer that a file can have: ONNX Runtime computes what torch does, and docs/onnx.md says which nodes do it.</summary>
public sealed class LayerExportTests : IDisposable
{
    private const string Pooled = "globalAvgPool";

    private const string TableHead = "| layer | nodes |\n|---|---|\n";

    /// <summary>Layers of a stage on maps (4, 9, 7), then those of the head; what the page has stands first.</summary>
    private static readonly Sample[] Samples =
    [
        new("conv: 8"),
        new("conv: { out: 4, kernel: [3, 2], stride: [2, 1], padding: [1, 0], dilation: [1, 2], groups: 2, bias: false, remainder: drop }", IsOnPage: false),
        new("batchNorm"),
        new("batchNorm: { eps: 0.1 }", IsOnPage: false),
        new("groupNorm: 2"),
        new("relu"),
        new("relu6"),
        new("leakyRelu"),
        new("leakyRelu: 0.3", IsOnPage: false),
        new("elu"),
        new("elu: 0.4", IsOnPage: false),
        new("gelu"),
        new("silu"),
        new("sigmoid"),
        new("tanh"),
        new("hardSwish"),
        new("hardSigmoid"),
        new("softplus"),
        new("maxPool: { kernel: 3, remainder: drop }"),
        new("maxPool: { kernel: 3, stride: 2, padding: 1, remainder: up }"),
        new("maxPool: { kernel: [2, 3], stride: [4, 2], remainder: up }", IsOnPage: false),
        new("avgPool: { kernel: 3, remainder: drop }"),
        new("avgPool: { kernel: 3, stride: 2, padding: 1 }", IsOnPage: false),
        new("avgPool: { kernel: 4, stride: 3, padding: 1, remainder: up, countPadding: false }"),
        new("avgPool: { kernel: 4, stride: 3, padding: 1, remainder: up }"),
        new("avgPool: { kernel: 2, remainder: up }", IsOnPage: false),
        new("avgPool: { kernel: [4, 2], stride: [4, 3], padding: [2, 0], remainder: up }", IsOnPage: false),
        new("globalAvgPool", Head: ""),
        new("globalMaxPool", Head: ""),
        new("adaptiveAvgPool: [3, 7]"),
        new("adaptiveAvgPool: [4, 9]"),
        new("adaptiveMaxPool: 1", IsOnPage: false),
        new("adaptiveMaxPool: [3, 7]"),
        new("adaptiveMaxPool: [4, 9]"),
        new("dropout"),
        new("dropout2d: 0.5"),
        new("flatten", Head: ""),
        new("linear: 5", Head: "flatten, linear: 5"),
        new("branches: { merge: add, paths: [[], [relu]] }"),
        new("branches: { merge: concat, paths: [[], [relu], [tanh]] }"),
        new("branches: { merge: multiply, paths: [[], [globalPooled]] }"),
        new("zeroPadded"),
        new("linear: 5, with cosines as logits", Head: "flatten, linear: 5", Loss: "ldam"),
    ];

    private static readonly Lazy<LoadedModel> Compiled = new(static () => GeneratorRun.Of<RsgGenerator>(
        Samples.Select(static (sample, i) => (sample, i)).Aggregate(
            GeneratorInput.Of(""), static (project, item) => project.WithAdditionalFile($"net{item.i}.rsg.yaml", item.sample.File(item.i)))).AssertNoDiagnostics().AssertCompilesCleanly().Load());

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Layers => [.. Samples.Select(static sample => sample.Layer)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_gives_what_torch_does(string layer)
    {
        using var network = Create(layer);
        var images = randn(3, 4, 9, 7).mul(4);
        using var exported = new Exported(network);
        exported.AssertGives(network.call(images), images);
    }

    [Fact]
    public void Every_layer_of_the_catalogue_is_tried()
        => Assert.All(OpCatalogue.All, static op => Assert.Contains(Samples, sample => sample.IsOnPage && sample.Layer.Split(':')[0] == op.Name));

    [Fact]
    public void The_page_says_of_every_layer_which_nodes_it_becomes()
    {
        var rows = Samples.Where(static sample => sample.IsOnPage).Select(static sample =>
        {
            using var network = Create(sample.Layer);
            using var exported = new Exported(network);
            return $"| `{sample.Layer}` | {sample.Nodes(new OnnxContent(exported.Bytes))} |\n";
        });
        var page = DiagnosticPage.Read("docs", "onnx.md");
        var start = page.IndexOf(TableHead, StringComparison.Ordinal) + TableHead.Length;
        var end = page.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;

        WrittenFile.Verify(Repository.Locate("docs", "onnx.md"), page[..start] + string.Concat(rows) + page[end..]);
    }

    public void Dispose() => scope.Dispose();

    private static nn.Module<Tensor, Tensor> Create(string layer)
    {
        manual_seed(1);
        var network = Compiled.Value.Create<nn.Module<Tensor, Tensor>>(FormattableString.Invariant($"Layers.Net{Array.FindIndex(Samples, sample => sample.Layer == layer)}"));
        network.DrawNorms();
        network.eval();
        return network;
    }

    /// <summary>A network with the layer.</summary>
    private sealed record Sample(string Layer, string Head = Pooled, string Loss = "crossEntropy", bool IsOnPage = true)
    {
        private bool IsInHead => Head != Pooled;

        public string File(int number) => FormattableString.Invariant($$"""
            model: Net{{number}}
            namespace: Layers
            input: [4, 9, 7]
            classes: 3
            blocks:
              globalPooled: { layers: [adaptiveAvgPool: 1] }
              zeroPadded: { main: [conv: { out: 8, stride: 2, remainder: drop }], shortcut: zeroPad }
            network:
              stages: [[{{(IsInHead ? "relu" : Layer)}}]]
              head: [{{(Head.Length == 0 ? Layer : Head)}}]
            loss: {{Loss}}
            """);

        /// <summary>The nodes without constants, and without those of the rest of the network.</summary>
        public string Nodes(OnnxContent content)
        {
            var all = content.Nodes.Select(static node => node.Operation).Where(static operation => operation != "Constant").ToList();
            string[] rest = Head switch
            {
                Pooled => ["GlobalAveragePool", "Flatten", "Gemm"],
                "" => ["Gemm"],
                _ when Loss == "ldam" => [],
                _ => ["Gemm"],
            };
            Assert.Equal(rest, all.TakeLast(rest.Length));
            var own = all.Take(all.Count - rest.Length).Skip(IsInHead ? 1 : 0).ToList();
            return own.Count == 0 ? "nothing" : string.Join(", ", own);
        }
    }
}
