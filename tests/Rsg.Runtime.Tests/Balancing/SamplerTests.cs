using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Balancing;

public sealed class SamplerTests
{
    private static readonly int[] Labels = [0, 1, 0, 0, 2, 1, 0];

    private delegate ISampler MakeSampler(IReadOnlyList<int> labels, int classes);

    private static MakeSampler[] ByLabel =>
    [
        (labels, classes) => new EffectiveNumberSampler(labels, classes, 0.9999, seed: 1),
        (labels, classes) => new ClassBalancedSampler(labels, classes, seed: 1),
        (labels, classes) => new SquareRootSampler(labels, classes, seed: 1),
        (labels, classes) => new ProgressivelyBalancedSampler(labels, classes, 0, 10, seed: 1),
        (labels, classes) => new OversamplingSampler(labels, classes, seed: 1),
        (labels, classes) => new UndersamplingSampler(labels, classes, seed: 1),
    ];

    [Fact]
    public void Oversampling_has_whole_copies_and_a_rest_of_different_images()
    {
        // 4, 2 and 1 images: 4 of each class.
        var even = new OversamplingSampler(Labels, 3, seed: 3);
        Assert.Equal(12, even.CountAt(5));
        Assert.Equal([1, 2, 1, 1, 4, 2, 1], LabelledSet.Histogram(even.Draw(5), 7));

        // 7 and 3: each of the 3 twice, and one of them, another from epoch to epoch, once more.
        var rest = new OversamplingSampler([0, 0, 0, 0, 0, 0, 0, 1, 1, 1], 2, seed: 3);
        var third = new HashSet<int>();
        for (int epoch = 0; epoch < 50; epoch++)
        {
            int[] counts = LabelledSet.Histogram(rest.Draw(epoch), 10);
            Assert.All(counts[..7], count => Assert.Equal(1, count));
            Assert.Equal([2, 2, 3], counts[7..].Order());
            third.Add(Array.IndexOf(counts, 3));
        }

        Assert.Equal([7, 8, 9], third.Order());
    }

    [Fact]
    public void Undersampling_has_as_many_different_images_of_each_class_as_the_smallest_has()
    {
        var sampler = new UndersamplingSampler([0, 1, 0, 0, 1, 1, 0, 1, 2, 2], 3, seed: 0);
        var seen = new HashSet<int>();
        for (int epoch = 0; epoch < 50; epoch++)
        {
            int[] drawn = sampler.Draw(epoch);
            Assert.Equal(6, sampler.CountAt(epoch));
            Assert.Equal(6, drawn.Distinct().Count());
            Assert.Equal([2, 2, 2], LabelledSet.Histogram(drawn.Select(image => new[] { 0, 1, 0, 0, 1, 1, 0, 1, 2, 2 }[image]), 3));
            seen.UnionWith(drawn);
        }

        Assert.Equal(10, seen.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Deferral_changes_exactly_at_its_epoch(int fromEpoch)
    {
        var before = new ShuffleSampler(7, 5);
        var after = new UndersamplingSampler(Labels, 3, 5);
        var deferred = new DeferredSampler(before, after, fromEpoch);

        for (int epoch = 0; epoch < 6; epoch++)
        {
            ISampler expected = epoch < fromEpoch ? before : after;
            Assert.Equal(expected.CountAt(epoch), deferred.CountAt(epoch));
            Assert.Equal(expected.Draw(epoch), deferred.Draw(epoch));
        }
    }

    /// <summary>10 % of the set are rare. Of 10,000 draws 10 %, 30 % and 50 % have a standard deviation of at most 50; 6 of them are 300.</summary>
    [Fact]
    public void Progress_is_counted_from_the_first_epoch_and_held_at_both_ends()
    {
        int[] labels = [.. Enumerable.Repeat(0, 9000), .. Enumerable.Repeat(1, 1000)];
        var sampler = new ProgressivelyBalancedSampler(labels, 2, firstEpoch: 500, epochs: 1000, seed: 0);

        Assert.InRange(Rare(0), 700, 1300);
        Assert.InRange(Rare(500), 700, 1300);
        Assert.InRange(Rare(1000), 2700, 3300);
        Assert.InRange(Rare(1500), 4700, 5300);
        Assert.InRange(Rare(9999), 4700, 5300);

        int Rare(int epoch) => sampler.Draw(epoch).Count(image => labels[image] == 1);
    }

    [Fact]
    public void Labels_are_read_once()
    {
        foreach (MakeSampler make in ByLabel)
        {
            int[] labels = [.. Labels];
            ISampler sampler = make(labels, 3);
            Array.Fill(labels, 99);

            Assert.Equal(make(Labels, 3).Draw(2), sampler.Draw(2));
        }
    }

    [Fact]
    public void Labels_that_cannot_be_balanced_are_refused()
    {
        foreach (MakeSampler make in ByLabel)
        {
            Assert.Throws<ArgumentNullException>("labels", () => make(null!, 2));
            Assert.Throws<ArgumentOutOfRangeException>("classes", () => make([0, 0], 1));
            Assert.Contains("Class 0 has 0", Assert.ThrowsAny<ArgumentException>(() => make([], 2)).Message, StringComparison.Ordinal);
            Assert.Contains("Class 1 has 0", Assert.ThrowsAny<ArgumentException>(() => make([0, 2], 3)).Message, StringComparison.Ordinal);
            Assert.Contains("Sample 1 has label 2", Assert.ThrowsAny<ArgumentException>(() => make([0, 2, 1], 2)).Message, StringComparison.Ordinal);
            Assert.Contains("Sample 0 has label -1", Assert.ThrowsAny<ArgumentException>(() => make([-1, 0, 1], 2)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_that_mean_nothing_are_refused()
    {
        var shuffle = new ShuffleSampler(1, 0);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new ShuffleSampler(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new EffectiveNumberSampler(Labels, 3, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new EffectiveNumberSampler(Labels, 3, double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>("firstEpoch", () => new ProgressivelyBalancedSampler(Labels, 3, -1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => new ProgressivelyBalancedSampler(Labels, 3, 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fromEpoch", () => new DeferredSampler(shuffle, shuffle, -1));
        Assert.Throws<ArgumentNullException>("before", () => new DeferredSampler(null!, shuffle, 1));
        Assert.Throws<ArgumentNullException>("after", () => new DeferredSampler(shuffle, null!, 1));
    }

    /// <summary>50,000 classes, of which one has 50,000 images: 2.5e9.</summary>
    [Fact]
    public void An_epoch_that_no_array_can_hold_is_refused()
    {
        int[] labels = [.. Enumerable.Range(0, 50_000), .. Enumerable.Repeat(0, 49_999)];

        ArgumentException error = Assert.Throws<ArgumentException>("labels", () => new OversamplingSampler(labels, 50_000, 0));

        Assert.Contains("2500000000 images", error.Message, StringComparison.Ordinal);
    }
}
