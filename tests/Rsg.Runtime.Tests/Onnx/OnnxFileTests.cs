using Rsg.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Onnx;

/// <summary>What is refused before a file is touched.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private static readonly OnnxDescription Description = new("Net", ClassCount: 2, Channels: 3, Height: 8, Width: 8);

    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void More_than_a_file_holds_is_refused()
    {
        // 2 GiB of one number, which no memory holds.
        using var network = new Written((onnx, module, input) =>
        {
            var huge = onnx.Weight(module, "huge", zeros(1, 1).expand(2, 1 << 28));
            return onnx.Node("Gemm", [OnnxGraph.Batch, 2], [onnx.Flatten(input), huge], OnnxAttributeValue.Of("transB", 1));
        });

        var problem = Assert.Throws<NotSupportedException>(() => OnnxFile.Write(folder["net.onnx"], network, Description));

        Assert.Equal("Net cannot be exported: its weights are 2048 MiB as float32, and an ONNX file holds 1900 MiB at most.", problem.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void What_gives_no_logits_is_refused()
    {
        using var network = new Written(static (onnx, _, input) => onnx.Flatten(input));

        var problem = Assert.Throws<InvalidOperationException>(() => OnnxFile.Write(folder["net.onnx"], network, Description));

        Assert.Equal("Net cannot be exported: it gives (192) for an image, not 2 logits.", problem.Message);
    }

    [Fact]
    public void A_module_that_the_network_does_not_know_is_refused()
    {
        using var stray = nn.Linear(192, 2);
        using var network = new Written((onnx, _, input) => onnx.Linear(stray, onnx.Flatten(input)));

        var problem = Assert.Throws<InvalidOperationException>(() => OnnxFile.Write(folder["net.onnx"], network, Description));

        Assert.Equal("A module of the type Linear is to be exported, but it is registered nowhere in the network.", problem.Message);
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    private sealed class Written(Func<OnnxGraph, nn.Module, OnnxTensor, OnnxTensor> export) : nn.Module(nameof(Written)), IOnnxModule
    {
        public OnnxTensor Export(OnnxGraph onnx, OnnxTensor input) => export(onnx, this, input);
    }
}
