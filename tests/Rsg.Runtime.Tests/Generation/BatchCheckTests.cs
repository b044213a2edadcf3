using Rsg.Generation;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>What is wrong with a batch is said before anything is computed.</summary>
public sealed class BatchCheckTests
{
    [Fact]
    public void WrongChannelCount() => AssertSays("made for 4 channels", ones(2, 3, 2, 2), Labels(0, 2));

    [Fact]
    public void NotFourDimensions() => AssertSays("4 dimensions", ones(2, 4), Labels(0, 2));

    [Fact]
    public void NoSample() => AssertSays("at least one sample", ones(0, 4, 2, 2), zeros(0, ScalarType.Int64));

    [Fact]
    public void OtherPrecision() => AssertSays("Float32", ones([2, 4, 2, 2], ScalarType.Float64), Labels(0, 2));

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public void LabelOutOfRange(long label) => AssertSays($"Sample 1 has label {label}", ones(2, 4, 2, 2), Labels(0, label));

    [Fact]
    public void LabelsNotInt64() => AssertSays("Int64", ones(2, 4, 2, 2), zeros(2, ScalarType.Int32));

    [Fact]
    public void OneLabelTooFew() => AssertSays("[2]", ones(2, 4, 2, 2), Labels(0));

    [Fact]
    public void PairOutsideTheBatch()
    {
        using var generator = Generator();
        Assert.Throws<ArgumentException>(() => generator.Estimate(ones(2, 4, 2, 2), Labels(0, 2), new SamplePairs([0], [2])));
    }

    [Fact]
    public void PickOfTheWrongGroup()
    {
        using var generator = Generator();
        var failure = Assert.Throws<ArgumentException>(
            () => generator.Generate(ones(2, 4, 2, 2), Labels(0, 2), picks: new NewSamples([1], [1])));
        Assert.Contains("position 1 was picked as a frequent one", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PairsAndPicksNeedTwoSamplesEach()
    {
        Assert.Throws<ArgumentException>(() => new SamplePairs([0, 1], [2]));
        Assert.Throws<ArgumentException>(() => new NewSamples([0], [1, 2]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void StrengthOutsideItsRange(double strength) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new RareSampleGenerator(4, Samples.Frequent, new() { TransferStrength = strength }));

    private static RareSampleGenerator Generator() => new(4, Samples.Frequent, new() { ContrastiveChannels = 4 });

    private static Tensor Labels(params long[] labels) => tensor(labels);

    private static void AssertSays(string expected, Tensor features, Tensor labels)
    {
        using var generator = Generator();
        var estimate = Assert.ThrowsAny<ArgumentException>(() => generator.Estimate(features, labels));
        var generate = Assert.ThrowsAny<ArgumentException>(() => generator.Generate(features, labels));
        Assert.Contains(expected, estimate.Message, StringComparison.Ordinal);
        Assert.Contains(expected, generate.Message, StringComparison.Ordinal);
    }
}
