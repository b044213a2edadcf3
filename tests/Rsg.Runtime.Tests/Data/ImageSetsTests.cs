using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImageSetsTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_share_of_each_class_is_held_out_but_never_its_last_image(double fraction)
    {
        // 25 images of class 0, and 10, 3, 1 of the others.
        Subset training = Classes(25, 10, 3, 1);
        var test = new NumberedImages(4, classes: 4);

        ImageSets sets = new ImageSets(training, test: test) { ClassNames = ["a", "b", "c", "d"] }.HoldOut(fraction, seed: 3);

        int[] expected = [.. new[] { 25, 10, 3, 1 }.Select(count => Math.Min(count - 1, (int)Math.Floor((fraction * count) + 0.5)))];
        Assert.Equal(expected, Counts(sets.Validation!));
        Assert.Equal([25 - expected[0], 10 - expected[1], 3 - expected[2], 1 - expected[3]], Counts(sets.Training));
        Assert.Equal(Enumerable.Range(0, 39), Indices(sets.Training).Concat(Indices(sets.Validation!)).Order());
        Assert.Equal(Indices(sets.Training).Order(), Indices(sets.Training));
        Assert.Same(test, sets.Test);
        Assert.Equal("d", sets.ClassNames[3]);
        Assert.Equal(Indices(sets.Validation!), Indices(new ImageSets(training).HoldOut(fraction, seed: 3).Validation!));
    }

    [Fact]
    public void So_many_images_of_each_class_are_held_out()
    {
        ImageSets sets = new ImageSets(Classes(25, 10, 3, 1)).HoldOutPerClass(5, seed: 0);

        Assert.Equal([5, 5, 2, 0], Counts(sets.Validation!));
        Assert.Equal([20, 5, 1, 1], Counts(sets.Training));
    }

    /// <summary>
    /// 2 of 6 images, with 3000 seeds: each is held out 1000 times on average with a standard deviation of 25.8; six of those are left by one of
    /// six with probability below 2e-8.
    /// </summary>
    [Fact]
    public void Each_image_is_as_likely_to_be_held_out()
    {
        var sets = new ImageSets(Classes(6, 6));
        var heldOut = new int[12];
        for (int seed = 0; seed < 3000; seed++)
        {
            foreach (int index in Indices(sets.HoldOutPerClass(2, seed).Validation!))
            {
                heldOut[index]++;
            }
        }

        Assert.All(heldOut, count => Assert.InRange(count, 845, 1155));
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        var sets = new ImageSets(Classes(5, 5));

        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => sets.HoldOut(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => sets.HoldOut(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => sets.HoldOut(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>("images", () => sets.HoldOutPerClass(0, 0));
        Assert.Throws<InvalidOperationException>(() => sets.HoldOut(0.05, 0));
        Assert.Throws<InvalidOperationException>(() => sets.HoldOut(0.5, 0).HoldOut(0.5, 0));
    }

    [Fact]
    public void Sets_of_other_sizes_or_classes_do_not_belong_together()
    {
        var training = new NumberedImages(4);

        string size = Assert.Throws<ArgumentException>("test", () => new ImageSets(training, test: new NumberedImages(4) { Width = 2 })).Message;
        Assert.StartsWith("The images of the test set are 1 x 1 x 2 (channels, height, width); those of the training set are 1 x 1 x 1.", size, StringComparison.Ordinal);
        string classes = Assert.Throws<ArgumentException>("validation", () => new ImageSets(training, new NumberedImages(4, classes: 3))).Message;
        Assert.StartsWith("The validation set has 3 classes; the training set has 2.", classes, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ImageSets(training, new NumberedImages(4)).WithTraining(_ => new NumberedImages(4, classes: 3)));
    }

    [Fact]
    public void The_training_set_can_be_replaced_alone()
    {
        var validation = new NumberedImages(4);
        var sets = new ImageSets(new NumberedImages(40), validation) { ClassNames = ["a", "b"] };

        ImageSets imbalanced = sets.WithTraining(training => ImbalancedSubset.LongTailed(training, 10));

        Assert.Equal([20, 2], Counts(imbalanced.Training));
        Assert.Same(validation, imbalanced.Validation);
        Assert.Equal(["a", "b"], imbalanced.ClassNames);
    }

    [Fact]
    public void Names_are_those_of_the_files_and_one_a_class()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "ant/1.png", "ant/2.png", "bee/1.png", "bee/2.png" })
        {
            folder.Write(name, EncodedImages.Plain(SKColors.Red));
        }

        ImageFiles files = ImageFolder.Read(folder.Root, new ImagePreparation(1, 1, 1));

        Assert.Equal(["ant", "bee"], new ImageSets(files).ClassNames);
        Assert.Equal(["ant", "bee"], new ImageSets(new Subset(new Subset(files, [3, 0, 1]), [1, 0])).ClassNames);
        Assert.Equal(["ant", "bee"], new ImageSets(files).ToMemory().HoldOutPerClass(1, 0).WithTraining(training => new Subset(training, [0])).ClassNames);
        Assert.Equal(["x", "y"], new ImageSets(files) { ClassNames = ["x", "y"] }.ToMemory().ClassNames);
        Assert.Empty(new ImageSets(new NumberedImages(4)).ClassNames);

        var error = Assert.Throws<ArgumentException>("ClassNames", () => new ImageSets(files) { ClassNames = ["x", "y", "z"] });
        Assert.StartsWith("3 names are given; the training set has 2 classes.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A set with so many images of each class, whose pixel is their index.</summary>
    private static Subset Classes(params int[] counts)
    {
        var images = new NumberedImages(counts.Max() * counts.Length, counts.Length);
        var subset = new Subset(images, Enumerable.Range(0, images.Count).Where(index => index / counts.Length < counts[index % counts.Length]));
        return new Subset(subset, Enumerable.Range(0, subset.Count));
    }

    private static IEnumerable<int> Counts(IImageDataset set) => Enumerable.Range(0, set.Classes).Select(label => set.Labels.Count(other => other == label));

    private static int[] Indices(IImageDataset set) => [.. ((Subset)set).SourceIndices];
}
