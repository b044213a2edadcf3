using Rsg.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static Rsg.Runtime.Tests.Layers.DrawnValues;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class HeInitializationTests : IDisposable
{
    private static readonly string[] Drawn = ["conv.weight", "wide.weight", "grouped.weight", "linear.weight"];

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void ConvolutionsAndLinearLayersAreDrawnAndNothingElse()
    {
        using var network = Layers();
        var before = Copy(network);
        HeInitialization.Apply(network);
        var after = network.state_dict();

        AssertNormal(after["conv.weight"], Math.Sqrt(2.0 / (16 * 9)));
        AssertNormal(after["wide.weight"], Math.Sqrt(2.0 / (32 * 7)));
        AssertNormal(after["grouped.weight"], Math.Sqrt(2.0 / (8 * 9)));
        AssertNormal(after["linear.weight"], Math.Sqrt(2.0 / 200));
        AssertUnchanged(before, after, Drawn);
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.is_leaf));
    }

    /// <summary>Kernel area times output channels, for grouped convolutions too: torchvision counts weight.shape[0], the released code out_channels.</summary>
    [Fact]
    public void ByFanOutTheOutputChannelsCount()
    {
        using var network = Layers();
        HeInitialization.Apply(network, Fan.Out);
        var after = network.state_dict();
        AssertNormal(after["conv.weight"], Math.Sqrt(2.0 / (64 * 9)));
        AssertNormal(after["wide.weight"], Math.Sqrt(2.0 / (48 * 7)));
        AssertNormal(after["grouped.weight"], Math.Sqrt(2.0 / (128 * 9)));
        AssertNormal(after["linear.weight"], Math.Sqrt(2.0 / 200));
    }

    [Fact]
    public void LinearLayersMayStartUniformAsInPyTorch()
    {
        using var network = Layers();
        nn.init.constant_(network.get_parameter("linear.weight")!, 9);
        var before = Copy(network);
        HeInitialization.Apply(network, Fan.Out, LinearStart.Uniform);
        var after = network.state_dict();
        AssertUniform(after["linear.weight"], 1 / Math.Sqrt(200));
        AssertUnchanged(before, after, Drawn);
    }

    [Fact]
    public void BiasesBecomeExactlyZeroWhereAsked()
    {
        using var network = Layers();
        Assert.NotEqual(0, network.state_dict()["linear.bias"].abs().sum().item<float>());
        HeInitialization.Apply(network, linear: LinearStart.Uniform, zeroBiases: true);
        var after = network.state_dict();
        Assert.All(["conv.bias", "linear.bias", "bn.bias"], name => Assert.Equal(0, after[name].abs().max().item<float>()));
        Assert.True(after["bn.weight"].eq(1).all().item<bool>());
        AssertUniform(after["linear.weight"], 1 / Math.Sqrt(200));
    }

    [Fact]
    public void OneSpreadForAllLayers()
    {
        using var network = Layers();
        var before = Copy(network);
        NormalInitialization.Apply(network, 0.01);
        var after = network.state_dict();
        Assert.All(Drawn, name => AssertNormal(after[name], 0.01));
        AssertUnchanged(before, after, Drawn);
    }

    /// <summary>TorchSharp 0.107 makes them from memory that nothing has filled.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GroupNormalisationStartsAtOneAndZero(bool he)
    {
        using var layer = nn.GroupNorm(4, 64);
        using (no_grad())
        {
            layer.weight.fill_(float.NaN);
            layer.bias!.fill_(7);
        }

        if (he)
        {
            HeInitialization.Apply(layer);
        }
        else
        {
            NormalInitialization.Apply(layer, 0.01);
        }

        Assert.True(layer.weight.eq(1).all().item<bool>());
        Assert.True(layer.bias!.eq(0).all().item<bool>());
    }

    [Fact]
    public void TheSpreadIsPositive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalInitialization.Apply(nn.Identity(), 0));

    private static Sequential Layers() => nn.Sequential(
        ("conv", nn.Conv2d(16, 64, 3)), ("wide", nn.Conv2d(32, 48, (1, 7), bias: false)), ("grouped", nn.Conv2d(64, 128, 3, groups: 8)),
        ("bn", nn.BatchNorm2d(64)), ("linear", nn.Linear(200, 50)), ("cosine", new NormedLinear(50, 10)));

    private static Dictionary<string, Tensor> Copy(Sequential network) =>
        network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

    private static void AssertUnchanged(Dictionary<string, Tensor> before, Dictionary<string, Tensor> after, string[] except) =>
        Assert.All(
            before.Where(entry => !except.Contains(entry.Key)),
            entry => Assert.True(entry.Value.equal(after[entry.Key]).all().item<bool>(), entry.Key));
}
