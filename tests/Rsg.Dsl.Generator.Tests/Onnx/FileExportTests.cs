using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Dsl.Generator.Tests.WrittenNetworks;
using Rsg.Onnx;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>Networks that stand in files: ONNX Runtime computes what torch does.</summary>
public sealed class FileExportTests : IDisposable
{
    private static readonly Lazy<LoadedModel> Examples = new(static () => GeneratorRun.Of<RsgGenerator>(
        Directory.GetFiles(Repository.Locate("examples", "YamlModels", "models"), "*.rsg.yaml").Aggregate(
            GeneratorInput.Of(""), static (project, file) => project.WithAdditionalFile(Path.GetFileName(file), File.ReadAllText(file)))).AssertNoDiagnostics().AssertCompilesCleanly().Load());

    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void Those_of_the_examples()
    {
        var types = Examples.Value.Assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(nn.Module<Tensor, Tensor>)) && type.IsPublic).ToList();
        Assert.NotEmpty(types);
        Assert.All(types, static type => AssertExports(Examples.Value, type.FullName!));
    }

    [Theory]
    [Trait("Category", "Long")]
    [InlineData("LeNet5")]
    [InlineData("SqueezeNet")]
    [InlineData("MobileNetV2")]
    [InlineData("ResNet18")]
    [InlineData("DenseNet121")]
    [InlineData("GoogLeNet")]
    [InlineData("SeResNet50")]
    [InlineData("ResNeXt50")]
    [InlineData("ConvNeXtLike")]
    public void Those_that_everybody_knows(string name) => AssertExports(KnownNetworksTests.Loaded.Value, "Known." + name);

    public void Dispose() => scope.Dispose();

    private static void AssertExports(LoadedModel assembly, string type)
    {
        manual_seed(1);
        using var withoutGradient = no_grad();
        using var network = assembly.Create<nn.Module<Tensor, Tensor>>(type);
        network.DrawNorms();
        network.eval();
        var images = randn(2, Size("InputChannels"), Size("InputHeight"), Size("InputWidth"));
        var expected = network.call(images);
        foreach (var fold in new[] { false, true })
        {
            using var exported = new Exported(network, new OnnxOptions { FoldBatchNorms = fold });
            exported.AssertGives(expected, images);
        }

        int Size(string name) => (int)assembly.GetStatic(type, name)!;
    }
}
