using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Balancing;

public sealed class EffectiveNumberTests
{
    [Fact]
    public void WeightsAreInverseEffectiveNumbersThatSumToTheClasses()
    {
        // beta 1/2: E_1 = 1, E_2 = 3/2, so 1 : 2/3, scaled to sum 2.
        var weights = EffectiveNumber.Weights(new ClassCounts([1, 2]), 0.5);
        Assert.Equal(1.2, weights[0], 1e-15);
        Assert.Equal(0.8, weights[1], 1e-15);
    }

    [Fact]
    public void BetaZeroWeighsEveryClassExactlyOne() => Assert.Equal([1, 1, 1], EffectiveNumber.Weights(new ClassCounts([1, 20, 300]), 0));

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void BetaLiesBelowOne(double beta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectiveNumber.Weights(new ClassCounts([1]), beta));
}
