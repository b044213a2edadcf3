using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Tests.Drawing;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 0.73, new[] { 0, 0.2, 0.4, 0.6, 0.8 })]
    [InlineData(0, 1, new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData(12, 87, new double[] { 0, 20, 40, 60, 80, 100 })]
    [InlineData(-3, 4, new double[] { -4, -2, 0, 2, 4 })]
    public void Axes_have_round_numbers(double least, double greatest, double[] expected) =>
        Assert.Equal(expected, Ticks.Linear(least, greatest, 4), (one, other) => Math.Abs(one - other) < 1e-9);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-1, -1)]
    [InlineData(1e-12, 3e-12)]
    [InlineData(0, 1e30)]
    [InlineData(0.999999, 1)]
    public void Every_range_lies_between_the_first_and_the_last(double least, double greatest)
    {
        double[] ticks = Ticks.Linear(least, greatest, 4);

        Assert.InRange(ticks.Length, 2, 8);
        double rounding = 1e-9 * (ticks[^1] - ticks[0]);
        Assert.True(ticks[0] <= least + rounding && ticks[^1] >= greatest - rounding && ticks[0] < ticks[^1], string.Join(", ", ticks));
    }

    [Theory]
    [InlineData(1, 1, new double[] { 1, 10 })]
    [InlineData(10, 1000, new double[] { 10, 100, 1000 })]
    [InlineData(5, 1280, new double[] { 1, 10, 100, 1000, 10000 })]
    public void Counts_have_powers_of_ten(double least, double greatest, double[] expected) => Assert.Equal(expected, Ticks.Logarithmic(least, greatest));

    [Fact]
    public void Epochs_are_whole() => Assert.Equal([2, 4, 6], Ticks.Whole(1, 7, 6).Where(epoch => epoch % 2 == 0));
}
