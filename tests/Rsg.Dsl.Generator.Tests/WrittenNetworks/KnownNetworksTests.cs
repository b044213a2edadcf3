using System.Globalization;
using System.Text.RegularExpressions;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks;

/// <summary>Networks that everybody knows, written out in files: as large and as costly as others published them.</summary>
public sealed partial class KnownNetworksTests
{
    /// <summary>The files, compiled as one project.</summary>
    private static readonly Lazy<GeneratorRun> Project = new(static () => GeneratorRun.Of<RsgGenerator>(Files.Aggregate(
        GeneratorInput.Of("internal class Other;"),
        static (project, file) => project.WithAdditionalFile(Path.GetFileName(file), File.ReadAllText(file)))));

    internal static readonly Lazy<LoadedModel> Loaded = new(static () => Project.Value.AssertNoDiagnostics().AssertCompilesCleanly().Load());

    private static string[] Files
        => Directory.GetFiles(Repository.Locate("tests", "Rsg.Dsl.Generator.Tests", "WrittenNetworks", "Networks"), "*.rsg.yaml");

    /// <summary>Parameters and thousand millions of multiply-adds at 1000 classes and 224 x 224, as in torchvision's tables of weights.</summary>
    [Theory]
    [InlineData("AlexNet", 61_100_840, 0.71)]
    [InlineData("Vgg11", 132_868_840, 7.61)]
    [InlineData("MobileNetV2", 3_504_872, 0.30)]
    [InlineData("ResNet18", 11_689_512, 1.81)]
    [InlineData("ResNet50", 25_557_032, 4.09)]
    [InlineData("ResNeXt50", 25_028_904, 4.23)]
    [InlineData("DenseNet121", 7_978_856, 2.83)]
    [InlineData("GoogLeNet", 6_624_904, 1.50)]
    public void As_torchvision_says(string name, int parameters, double gigaMultiplyAdds)
    {
        Assert.Equal(parameters, ParameterCount(name));
        Assert.Equal(gigaMultiplyAdds, MegaMultiplyAdds(name) / 1e3, 0.006);
    }

    /// <summary>Parameters of networks that torchvision has otherwise, or not at all.</summary>
    [Theory]

    // LeCun et al. with full connections: 156 + 2416 + 48120 + 10164 + 850.
    [InlineData("LeNet5", 61_706)]

    // torchvision's; where the classifier stands changes no count.
    [InlineData("SqueezeNet", 1_235_496)]

    // Hu et al.: ResNet-50 with 2 C C/16 weights, and biases, for each of its 16 blocks.
    [InlineData("SeResNet50", 25_557_032 + 2_530_992)]

    // torchvision's ConvNeXt-T without the scale of each channel behind each of its 18 blocks.
    [InlineData("ConvNeXtLike", 28_589_128 - ((3 * 96) + (3 * 192) + (9 * 384) + (3 * 768)))]
    public void As_many_parameters_as_published(string name, int parameters) => Assert.Equal(parameters, ParameterCount(name));

    /// <summary>The networks run on maps of any size that their poolings can take.</summary>
    [Theory]
    [InlineData("LeNet5", 1, 32)]
    [InlineData("SqueezeNet", 3, 32)]
    [InlineData("MobileNetV2", 3, 32)]
    [InlineData("ResNet18", 3, 32)]
    [InlineData("DenseNet121", 3, 32)]
    [InlineData("GoogLeNet", 3, 32)]
    [InlineData("SeResNet50", 3, 32)]
    [InlineData("ResNeXt50", 3, 32)]
    [InlineData("ConvNeXtLike", 3, 32)]
    public void It_runs_forward_and_back_and_every_parameter_learns(string name, int channels, int side)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = Loaded.Value.Create<nn.Module<Tensor, Tensor>>("Known." + name);
        using var images = randn(4, channels, side, side);
        var logits = network.call(images);
        logits.pow(2).mean().backward();

        Assert.Equal([4, (int)Loaded.Value.GetStatic("Known." + name, "ClassCount")!], logits.shape);
        Assert.Equal(ParameterCount(name), network.parameters().Sum(static parameter => parameter.numel()));
        Assert.All(network.named_parameters(), static entry => Assert.NotNull(entry.parameter.grad));
    }

    private static int ParameterCount(string name) => int.Parse(Find(name, ParameterCountPattern()), CultureInfo.InvariantCulture);

    private static double MegaMultiplyAdds(string name) => double.Parse(Find(name, MultiplyAddsPattern()), CultureInfo.InvariantCulture);

    private static string Find(string name, Regex pattern)
        => pattern.Match(Project.Value.AssertNoDiagnostics().GeneratedText($"Known.{name}.g.cs")).Groups[1].Value;

    [GeneratedRegex("ParameterCount = ([0-9]+);")]
    private static partial Regex ParameterCountPattern();

    [GeneratedRegex("([0-9.,]+) million multiply-adds")]
    private static partial Regex MultiplyAddsPattern();
}
