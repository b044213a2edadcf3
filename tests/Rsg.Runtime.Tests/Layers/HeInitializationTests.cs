using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class HeInitializationTests
{
    [Fact]
    public void ConvolutionsAndLinearLayersAreDrawnAndNothingElse()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Sequential(
            ("conv", nn.Conv2d(16, 64, 3)), ("grouped", nn.Conv2d(64, 64, 3, groups: 8)), ("bn", nn.BatchNorm2d(64)),
            ("linear", nn.Linear(200, 50)), ("cosine", new NormedLinear(50, 10)));
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        HeInitialization.Apply(network);
        var after = network.state_dict();

        AssertDeviation(after["conv.weight"], Math.Sqrt(2.0 / (16 * 9)));
        AssertDeviation(after["grouped.weight"], Math.Sqrt(2.0 / (8 * 9)));
        AssertDeviation(after["linear.weight"], Math.Sqrt(2.0 / 200));
        string[] drawn = ["conv.weight", "grouped.weight", "linear.weight"];
        Assert.All(
            before.Where(entry => !drawn.Contains(entry.Key)),
            entry => Assert.True(entry.Value.equal(after[entry.Key]).all().item<bool>(), entry.Key));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    // With n values the relative error of a deviation is about 1 / sqrt(2 n); all have n above 4000.
    private static void AssertDeviation(Tensor weight, double expected)
    {
        Assert.InRange(weight.std().item<float>() / expected, 0.94, 1.06);
        Assert.InRange(weight.mean().item<float>() / expected, -0.08, 0.08);
    }
}
