using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Balancing;

public sealed class ClassCountsTests
{
    [Fact]
    public void EveryClassNeedsASample()
    {
        var failure = Assert.Throws<ArgumentException>(() => new ClassCounts([3, 0, 2]));
        Assert.Contains("Class 1 has 0", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ClassCounts([]));
    }

    [Fact]
    public void LabelsAreCounted() => Assert.Equal([2, 1, 3], ClassCounts.FromLabels([2, 0, 2, 1, 0, 2], 3));

    [Fact]
    public void ALabelOutOfRangeIsNamed()
    {
        var failure = Assert.Throws<ArgumentException>(() => ClassCounts.FromLabels([0, 3], 3));
        Assert.Contains("Sample 1 has label 3", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ClassCounts.FromLabels([0, 1], 3));
    }

    [Fact]
    public void Extremes()
    {
        var counts = new ClassCounts([4, 9, 2]);
        Assert.Equal((15, 9, 2, 3), (counts.Total, counts.Maximum, counts.Minimum, counts.Count));
    }

    [Fact]
    public void EqualityIsByValueAndOrder()
    {
        Assert.Equal(new ClassCounts([1, 2]), new ClassCounts([1, 2]));
        Assert.Equal(new ClassCounts([1, 2]).GetHashCode(), new ClassCounts([1, 2]).GetHashCode());
        Assert.False(new ClassCounts([1, 2]).Equals(new ClassCounts([2, 1])));
    }

    [Fact]
    public void ACopyIsTaken()
    {
        int[] given = [1, 2];
        var counts = new ClassCounts(given);
        given[0] = 7;
        Assert.Equal(1, counts[0]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void RatioBelowOneHasNoMeaning(double ratio)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassCounts.LongTailed(10, 100, ratio));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassCounts.Step(10, 100, ratio));
    }

    [Fact]
    public void OneClassIsAllOfTheMaximum() => Assert.Equal([100], ClassCounts.LongTailed(1, 100, 10));

    [Theory]
    [InlineData(49, 49)]
    [InlineData(98, 98)]
    [InlineData(103, 103)]
    [InlineData(4900, 49)]
    [InlineData(4980, 249)]
    public void The_smallest_class_has_its_share_where_that_is_a_whole_number(int maximum, int ratio)
    {
        Assert.Equal(maximum / ratio, ClassCounts.LongTailed(10, maximum, ratio).Minimum);
        Assert.Equal(maximum / ratio, ClassCounts.Step(10, maximum, ratio).Minimum);
    }
}
