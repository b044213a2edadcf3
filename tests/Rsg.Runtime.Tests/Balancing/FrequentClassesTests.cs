using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Balancing;

public sealed class FrequentClassesTests
{
    [Fact]
    public void TheLargestClassesAreFrequentWhereverTheyStand() =>
        Assert.Equal([1, 4], FrequentClasses.FromCounts(new ClassCounts([3, 90, 5, 7, 80]), 0.4).Classes);

    [Fact]
    public void TheNumberIsRoundedDown()
    {
        var counts = new ClassCounts([9, 8, 7, 6, 5]);
        Assert.Equal([0, 1], FrequentClasses.FromCounts(counts, 0.59).Classes);
        Assert.Equal([0], FrequentClasses.FromCounts(counts, 0.2).Classes);
        Assert.Equal(4, FrequentClasses.FromCounts(counts, 0.99).Classes.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.19)]
    [InlineData(1)]
    public void NoFrequentClassOrNoRareOneIsRefused(double ratio)
    {
        var failure = Assert.Throws<ArgumentException>(() => FrequentClasses.FromCounts(new ClassCounts([9, 8, 7, 6, 5]), ratio));
        Assert.Contains("of 5 classes frequent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AProductThatIsWholeInDecimalIsNotRoundedAwayByBinary()
    {
        var counts = ClassCounts.LongTailed(100, 500, 100);
        Assert.Equal(29, FrequentClasses.FromCounts(counts, 0.29).Classes.Count);
        Assert.Equal(20, FrequentClasses.FromCounts(counts, 0.2).Classes.Count);
        Assert.Equal([0], FrequentClasses.FromCounts(new ClassCounts([3, 2, 1]), 1.0 / 3).Classes);
        Assert.Equal(10, FrequentClasses.FromCounts(ClassCounts.LongTailed(30, 500, 100), 1.0 / 3).Classes.Count);
    }

    [Fact]
    public void AmongEquallyLargeClassesTheLowerLabelIsFrequent() =>
        Assert.Equal([1, 2], FrequentClasses.FromCounts(new ClassCounts([1, 5, 5, 5, 5]), 0.4).Classes);

    [Fact]
    public void MembershipFollowsTheList()
    {
        var frequent = new FrequentClasses(5, [4, 1]);
        Assert.Equal([false, true, false, false, true], Enumerable.Range(0, 5).Select(frequent.Contains));
        Assert.Equal(5, frequent.ClassCount);
    }

    [Fact]
    public void LabelsMustExistAndOccurOnce()
    {
        Assert.Throws<ArgumentException>(() => new FrequentClasses(3, [3]));
        Assert.Throws<ArgumentException>(() => new FrequentClasses(3, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequentClasses.FromCounts(new ClassCounts([1]), 1.1));
    }
}
