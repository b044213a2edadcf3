using System.Text.RegularExpressions;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Emission;

/// <summary>What properties of the project change in what is written.</summary>
public sealed partial class BuildSettingsTests
{
    private const string File = """
        model: Demo
        input: [3, 8, 8]
        classes: 3
        network:
          stem: [conv: { out: 8, bias: false }, batchNorm, relu]
          stages:
            - - branches:
                  merge: add
                  paths: { far: [conv: 8, batchNorm, leakyRelu], near: [batchNorm] }
              - relu
            - [conv: { out: 8, stride: 2 }, hardSwish]
        """;

    [Theory]
    [InlineData("false")]
    [InlineData(" False ")]
    public void Without_RsgInPlace_nothing_is_written_over_and_the_numbers_stay_the_same(string said)
    {
        using var scope = NewDisposeScope();
        var usual = Run(GeneratorInput.Of("internal class Other;"));
        var other = Run(GeneratorInput.Of("internal class Other;") with { GlobalOptions = GeneratorInput.Of().GlobalOptions.Add("build_property.RsgInPlace", said) });
        Assert.True(InPlacePattern().Count(usual.GeneratedText("Demo.g.cs")) >= 3, usual.GeneratedText("Demo.g.cs"));
        Assert.Empty(InPlacePattern().Matches(other.GeneratedText("Demo.g.cs")).Select(static match => match.Value));

        using var usualModel = usual.Load();
        using var otherModel = other.Load();
        using var usualNetwork = usualModel.Create<nn.Module<Tensor, Tensor>>("Demo");
        using var otherNetwork = otherModel.Create<nn.Module<Tensor, Tensor>>("Demo");
        otherNetwork.load_state_dict(usualNetwork.state_dict());
        var images = randn(2, 3, 8, 8);
        Assert.Equal(Numbers(usualNetwork, images), Numbers(otherNetwork, images));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    public void Any_other_word_leaves_it_on(string said)
        => Assert.Equal(
            Run(GeneratorInput.Of("internal class Other;")).GeneratedText("Demo.g.cs"),
            Run(GeneratorInput.Of("internal class Other;") with { GlobalOptions = GeneratorInput.Of().GlobalOptions.Add("build_property.RsgInPlace", said) }).GeneratedText("Demo.g.cs"));

    private static GeneratorRun Run(GeneratorInput project)
        => GeneratorRun.Of<RsgGenerator>(project.WithAdditionalFile("net.rsg.yaml", File)).AssertNoDiagnostics().AssertCompilesCleanly();

    /// <summary>The logits, and the gradients of all parameters, as bytes.</summary>
    private static List<byte[]> Numbers(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var logits = network.call(images);
        logits.square().sum().backward();
        return [logits.contiguous().bytes.ToArray(), .. network.parameters().Select(static parameter => parameter.grad!.contiguous().bytes.ToArray())];
    }

    /// <summary>A tensor's method that writes over it.</summary>
    [GeneratedRegex(@"\.\w+_\(")]
    private static partial Regex InPlacePattern();
}
