using Rsg.Balancing;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImbalancedSubsetTests
{
    /// <summary>CIFAR-10 has 5000 training images of each class; the counts are those of the released long-tail code (class_counts.json of the fixtures).</summary>
    [Theory]
    [InlineData(100, new[] { 5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50 }, 12406)]
    [InlineData(50, new[] { 5000, 3237, 2096, 1357, 878, 568, 368, 238, 154, 100 }, 13996)]
    public void Has_the_published_counts_of_long_tailed_cifar_10(double ratio, int[] counts, int total)
    {
        Subset subset = ImbalancedSubset.LongTailed(new NumberedImages(50_000, classes: 10), ratio);

        Assert.Equal(total, subset.Count);
        Assert.Equal(counts, Enumerable.Range(0, 10).Select(label => subset.Labels.Count(other => other == label)));
    }

    [Theory]
    [InlineData(100, 50, 25250)]
    [InlineData(50, 100, 25500)]
    public void Has_the_published_counts_of_step_imbalanced_cifar_10(double ratio, int smallClass, int total)
    {
        Subset subset = ImbalancedSubset.Step(new NumberedImages(50_000, classes: 10), ratio);

        Assert.Equal(total, subset.Count);
        Assert.Equal(
            Enumerable.Repeat(5000, 5).Concat(Enumerable.Repeat(smallClass, 5)),
            Enumerable.Range(0, 10).Select(label => subset.Labels.Count(other => other == label)));
    }

    /// <summary>CIFAR-100 has 500 training images of each class; totals and two counts of the same fixtures.</summary>
    [Theory]
    [InlineData(true, 100, 10847, 48, 5)]
    [InlineData(true, 50, 12608, 69, 10)]
    [InlineData(false, 100, 25250, 5, 5)]
    [InlineData(false, 50, 25500, 10, 10)]
    public void Has_the_published_counts_of_cifar_100(bool longTailed, double ratio, int total, int ofClass50, int ofClass99)
    {
        var images = new NumberedImages(50_000, classes: 100);

        Subset subset = longTailed ? ImbalancedSubset.LongTailed(images, ratio) : ImbalancedSubset.Step(images, ratio);

        int[] counts = [.. Counts(subset)];
        Assert.Equal((total, 500, ofClass50, ofClass99), (subset.Count, counts[0], counts[50], counts[99]));
    }

    [Fact]
    public void Takes_the_first_images_of_each_class_and_keeps_their_order()
    {
        // Labels 0 1 2 0 1 2 0 1 2; wanted 3 of class 0, 1 of class 1, 2 of class 2.
        Subset subset = ImbalancedSubset.Take(new NumberedImages(9, classes: 3), new ClassCounts([3, 1, 2]));
        var pixel = new float[1];
        var indices = new List<int>();
        for (int index = 0; index < subset.Count; index++)
        {
            subset.Read(index, pixel, augmentation: null);
            indices.Add((int)pixel[0]);
        }

        Assert.Equal([0, 1, 2, 3, 5, 6], indices);
        Assert.Equal([0, 1, 2, 0, 2, 0], subset.Labels);
        Assert.Equal((1, 1, 1, 3), (subset.Channels, subset.Height, subset.Width, subset.Classes));
    }

    [Fact]
    public void Takes_what_the_smallest_class_allows_unless_told_how_many()
    {
        // 20 images of 3 classes: 7, 7 and 6. At ratio 4 the middle class has the round-down of 6 / 2, or of 7 / 2.
        var images = new NumberedImages(20, classes: 3);

        Assert.Equal([6, 3, 1], Counts(ImbalancedSubset.LongTailed(images, 4)));
        Assert.Equal([7, 3, 1], Counts(ImbalancedSubset.LongTailed(images, 4, maximum: 7)));
        Assert.Equal([6, 1, 1], Counts(ImbalancedSubset.Step(images, 4)));
        Assert.Throws<ArgumentException>("counts", () => ImbalancedSubset.LongTailed(images, 4, maximum: 8));
        Assert.Throws<ArgumentException>("counts", () => ImbalancedSubset.Step(images, 7));
    }

    [Fact]
    public void With_a_seed_each_image_of_a_class_is_as_likely_to_be_kept()
    {
        // 2 of the 6 images of each of 2 classes, 3000 times: each image is kept 1000 times on average, with a standard deviation of
        // sqrt(3000 * 1/3 * 2/3) = 25.8. Six of those (155) are exceeded by one of 12 with probability below 3e-8.
        var images = new NumberedImages(12, classes: 2);
        var kept = new int[12];
        for (int seed = 0; seed < 3000; seed++)
        {
            Subset subset = ImbalancedSubset.Step(images, 1, maximum: 2, shuffleSeed: seed);
            Assert.Equal([2, 2], Counts(subset));
            Assert.Equal([.. subset.SourceIndices.Order()], subset.SourceIndices.ToArray());
            Assert.Equal(subset.SourceIndices.ToArray(), ImbalancedSubset.Step(images, 1, maximum: 2, shuffleSeed: seed).SourceIndices.ToArray());
            foreach (int index in subset.SourceIndices)
            {
                kept[index]++;
            }
        }

        Assert.All(kept, count => Assert.InRange(count, 845, 1155));
    }

    [Fact]
    public void Passes_the_augmentation_on()
    {
        var images = new NumberedImages(4);
        Subset subset = ImbalancedSubset.Take(images, new ClassCounts([1, 1]));

        subset.Read(0, new float[1], new Random(0));

        Assert.Equal(1, images.AugmentedReads);
    }

    [Fact]
    public void Says_which_class_has_too_few_images()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            "counts", () => ImbalancedSubset.Take(new NumberedImages(9, classes: 3), new ClassCounts([3, 4, 3])));

        Assert.Contains("4 images of class 1 are asked for; the set has 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_counts_of_other_classes_and_images_it_has_not()
    {
        Assert.Throws<ArgumentException>("counts", () => ImbalancedSubset.Take(new NumberedImages(9, classes: 3), new ClassCounts([1, 1])));

        Subset subset = ImbalancedSubset.Take(new NumberedImages(9, classes: 3), new ClassCounts([1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => subset.Read(3, new float[1], augmentation: null));
    }

    private static IEnumerable<int> Counts(Subset subset) =>
        Enumerable.Range(0, subset.Classes).Select(label => subset.Labels.Count(other => other == label));
}
