using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Fixtures;

/// <summary>The check values that were published with the formula.</summary>
[Trait("Category", "Parity")]
public sealed class FormulaWeightsTests
{
    [Fact]
    public void KeyAndValues()
    {
        var key = FormulaWeights.Key("a");
        Assert.Equal(0xAF63DC4C8601EC8CUL, key);
        Assert.Equal(-0.25653807312918175, FormulaWeights.Value(key, 0));
        Assert.Equal(0.9962446380938241, FormulaWeights.Value(key, 1));
        Assert.Equal(0.9842130280619599, FormulaWeights.Value(key, 2));
    }

    [Theory]
    [InlineData("conv1.weight", new long[] { 16, 3, 3, 3 }, new[] { -0.11458465456962585, 0.1382511407136917, -0.20970821380615234 })]
    [InlineData("bn1.running_var", new long[] { 16 }, new[] { 0.9339715242385864, 0.8699304461479187 })]
    [InlineData("linear.weight", new long[] { 64, 10 }, new[] { -0.41131559014320374 })]
    public void Weights(string name, long[] shape, double[] expected)
    {
        using var scope = NewDisposeScope();
        AssertBegins(expected, FormulaWeights.Of(name, shape, "p:", gain: 0.5));
    }

    [Fact]
    public void Images()
    {
        using var scope = NewDisposeScope();
        AssertBegins([1.0967308282852173, -0.8304432034492493], FormulaWeights.Images([1, 3, 2, 2], "p:"));
    }

    private static void AssertBegins(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.flatten().data<float>().ToArray().Take(expected.Length).Select(value => (double)value));
}
