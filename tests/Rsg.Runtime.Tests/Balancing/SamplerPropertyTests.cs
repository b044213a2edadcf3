using CsCheck;
using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Balancing;

/// <summary>What holds for every sampler, whatever the labels: random sets of 2 to 9 classes with 1 to 40 images each, in random order.</summary>
public sealed class SamplerPropertyTests
{
    private static readonly Gen<(int[] Labels, int Classes, int Seed, int Epoch)> Cases =
        from counts in Gen.Int[1, 40].Array[2, 9]
        from labels in Gen.Shuffle(counts.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToArray())
        from seed in Gen.Int
        from epoch in Gen.Int[0, int.MaxValue - 1]
        select (labels, counts.Length, seed, epoch);

    [Fact]
    public void A_draw_is_what_was_promised_and_can_be_repeated() => Cases.Sample(
        static set =>
        {
            foreach (ISampler sampler in Samplers(set.Labels, set.Classes, set.Seed))
            {
                int[] drawn = sampler.Draw(set.Epoch);
                Assert.Equal(sampler.CountAt(set.Epoch), drawn.Length);
                Assert.All(drawn, image => Assert.InRange(image, 0, set.Labels.Length - 1));
                _ = sampler.Draw(set.Epoch + 1);
                Assert.Equal(drawn, sampler.Draw(set.Epoch));
                Assert.Throws<ArgumentOutOfRangeException>("epoch", () => sampler.CountAt(-1));
                Assert.Throws<ArgumentOutOfRangeException>("epoch", () => sampler.Draw(-1));
            }

            Assert.Equal(
                Samplers(set.Labels, set.Classes, set.Seed).Select(sampler => sampler.Draw(set.Epoch)),
                Samplers(set.Labels, set.Classes, set.Seed).Select(sampler => sampler.Draw(set.Epoch)));
        },
        iter: 200);

    [Fact]
    public void A_shuffled_epoch_has_every_image_once() => Cases.Sample(
        static set => Assert.Equal(Enumerable.Range(0, set.Labels.Length), new ShuffleSampler(set.Labels.Length, set.Seed).Draw(set.Epoch).Order()),
        iter: 200);

    [Fact]
    public void Oversampled_classes_are_as_large_as_the_largest_and_their_images_even() => Cases.Sample(
        static set =>
        {
            int[] classes = LabelledSet.Histogram(set.Labels, set.Classes);
            int[] images = LabelledSet.Histogram(new OversamplingSampler(set.Labels, set.Classes, set.Seed).Draw(set.Epoch), set.Labels.Length);
            var perClass = new int[set.Classes];
            for (int image = 0; image < images.Length; image++)
            {
                int label = set.Labels[image];
                int copies = classes.Max() / classes[label];
                Assert.InRange(images[image], copies, copies + 1);
                perClass[label] += images[image];
            }

            Assert.All(perClass, count => Assert.Equal(classes.Max(), count));
        },
        iter: 200);

    [Fact]
    public void Undersampled_classes_are_as_large_as_the_smallest_and_their_images_different() => Cases.Sample(
        static set =>
        {
            int smallest = LabelledSet.Histogram(set.Labels, set.Classes).Min();
            int[] drawn = new UndersamplingSampler(set.Labels, set.Classes, set.Seed).Draw(set.Epoch);
            Assert.Equal(drawn.Length, drawn.Distinct().Count());
            Assert.All(LabelledSet.Histogram(drawn.Select(image => set.Labels[image]), set.Classes), count => Assert.Equal(smallest, count));
        },
        iter: 200);

    private static ISampler[] Samplers(int[] labels, int classes, int seed) =>
    [
        new ShuffleSampler(labels.Length, seed),
        new EffectiveNumberSampler(labels, classes, 0.999, seed),
        new ClassBalancedSampler(labels, classes, seed),
        new SquareRootSampler(labels, classes, seed),
        new ProgressivelyBalancedSampler(labels, classes, 1000, int.MaxValue, seed),
        new OversamplingSampler(labels, classes, seed),
        new UndersamplingSampler(labels, classes, seed),
        new DeferredSampler(new ShuffleSampler(labels.Length, seed), new ClassBalancedSampler(labels, classes, seed), int.MaxValue / 2),
    ];
}
