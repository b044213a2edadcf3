using Rsg.Balancing;
using Rsg.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Losses;

/// <summary>The losses against their definitions, written out for a batch of two.</summary>
public sealed class LossTests : IDisposable
{
    private static readonly double[][] Values = [[0.2, -0.4, 0.5], [0.7, 0.1, -0.3]];
    private static readonly long[] Targets = [2, 1];
    private static readonly double[] Weights = [0.5, 2, 1.5];

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CrossEntropy(bool isWeighted) =>
        AssertLoss(new CrossEntropyLoss(), isWeighted, WeightedMean(Values.Select((row, n) => CrossEntropyOf(row, Targets[n])), isWeighted));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LdamSubtractsTheClassMarginAndScales(bool isWeighted)
    {
        // n^(-1/4) of 16, 81, 1 is 1/2, 1/3, 1.
        double[] margins = [0.25, 0.5 / 3, 0.5];
        using var loss = new LdamLoss(new ClassCounts([16, 81, 1]), maxMargin: 0.5, scale: 10);
        Assert.All(margins.Zip(loss.Margins), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        AssertLoss(loss, isWeighted, WeightedMean(Margined(margins, 10), isWeighted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AmSoftmaxSubtractsOneMargin(bool isWeighted) =>
        AssertLoss(new AmSoftmaxLoss(0.35, 20), isWeighted, WeightedMean(Margined([0.35, 0.35, 0.35], 20), isWeighted));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void FocalLossIsAPlainMeanOfWeightedEntropies(bool isWeighted, double gamma)
    {
        var expected = Values.Select((row, n) =>
        {
            var entropy = (isWeighted ? Weights[Targets[n]] : 1) * CrossEntropyOf(row, Targets[n]);
            return Math.Pow(1 - Math.Exp(-entropy), gamma) * entropy;
        }).Average();
        AssertLoss(new FocalLoss(gamma), isWeighted, expected);
    }

    [Fact]
    public void LdamKeepsItsMarginsBeyondTheScopeOfTheirFirstUseAndFollowsThePrecision()
    {
        using var loss = new LdamLoss(new ClassCounts([16, 81, 1]));
        var values = new List<double>();
        foreach (var precision in new[] { ScalarType.Float64, ScalarType.Float64, ScalarType.Float32 })
        {
            using var step = NewDisposeScope();
            values.Add(loss.Compute(Logits().to(precision), tensor(Targets)).to(ScalarType.Float64).item<double>());
        }

        Assert.Equal(values[0], values[1]);
        Assert.Equal(values[0], values[2], 1e-4);
    }

    private static Tensor Logits() => stack(Values.Select(row => tensor(row)));

    private static void AssertLoss(IClassificationLoss loss, bool isWeighted, double expected) =>
        Assert.Equal(expected, loss.Compute(Logits(), tensor(Targets), isWeighted ? tensor(Weights) : null).item<double>(), 1e-12);

    private static double CrossEntropyOf(double[] row, long target) => Math.Log(row.Sum(Math.Exp)) - row[target];

    private static IEnumerable<double> Margined(double[] margins, double scale) => Values.Select((row, n) =>
        CrossEntropyOf([.. row.Select((value, c) => scale * (c == Targets[n] ? value - margins[c] : value))], Targets[n]));

    private static double WeightedMean(IEnumerable<double> entropies, bool isWeighted)
    {
        var weights = Targets.Select(target => isWeighted ? Weights[target] : 1).ToArray();
        return entropies.Zip(weights, (entropy, weight) => entropy * weight).Sum() / weights.Sum();
    }
}
