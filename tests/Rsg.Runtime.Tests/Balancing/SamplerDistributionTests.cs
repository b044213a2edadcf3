using Rsg.Balancing;
using static Rsg.Runtime.Tests.Balancing.LabelledSet;

namespace Rsg.Runtime.Tests.Balancing;

/// <summary>
/// What samplers draw is distributed as it should be: over the classes, and evenly over the images of each. Every single comparison errs
/// with probability 1e-6; there are fewer than 200, so that one of them errs with a probability below 2e-4.
/// </summary>
public sealed class SamplerDistributionTests
{
    private const int Rounds = 300;

    private static readonly int Total = Counts.Sum();

    public static TheoryData<int> Seeds => [0, 1, -7];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Class_balanced_draws_have_equal_classes(int seed) =>
        AssertDrawn(Epochs(new ClassBalancedSampler(Labels, Classes, seed)), [0.2, 0.2, 0.2, 0.2, 0.2]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Square_root_draws_have_classes_in_proportion_to_the_roots_of_their_counts(int seed) =>
        AssertDrawn(Epochs(new SquareRootSampler(Labels, Classes, seed)), Normalized(Counts.Select(count => Math.Sqrt(count))));

    /// <summary>The effective number here is the sum of its series, 1 + beta + ... + beta^(n-1).</summary>
    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(0, 0.9)]
    [InlineData(1, 0.99)]
    [InlineData(2, 0.9999)]
    public void Effective_number_draws_have_images_in_proportion_to_the_weights_of_their_classes(int seed, double beta)
    {
        IEnumerable<double> perClass = Counts.Select(count => count / Enumerable.Range(0, count).Sum(i => Math.Pow(beta, i)));

        AssertDrawn(Epochs(new EffectiveNumberSampler(Labels, Classes, beta, seed)), Normalized(perClass));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    [InlineData(12, 2)]
    [InlineData(13, 3)]
    [InlineData(14, 4)]
    [InlineData(100, 4)]
    public void Progressively_balanced_draws_go_from_the_set_as_it_is_to_equal_classes(int epoch, int quarters)
    {
        IEnumerable<int> drawn = Enumerable.Range(0, Rounds)
            .SelectMany(seed => new ProgressivelyBalancedSampler(Labels, Classes, firstEpoch: 10, epochs: 4, seed).Draw(epoch));
        double share = quarters / 4.0;

        AssertDrawn(drawn, [.. Counts.Select(count => ((1 - share) * count / Total) + (share / Classes))]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Undersampling_chooses_every_image_of_a_class_equally_often(int seed)
    {
        var sampler = new UndersamplingSampler(Labels, Classes, seed);
        int[] counts = Histogram(Epochs(sampler), Total);

        // The smallest class is there as a whole.
        for (int label = 0; label < Classes - 1; label++)
        {
            ChiSquare.AssertChosenEvenly(Rounds, 5, CountsOf(label, counts), $"images of class {label}");
        }

        AssertEveryPlaceIsFair(sampler);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Oversampling_repeats_every_image_of_a_class_equally_often(int seed)
    {
        var sampler = new OversamplingSampler(Labels, Classes, seed);
        int[] counts = Histogram(Epochs(sampler), Total);
        for (int label = 1; label < Classes; label++)
        {
            int copies = Rounds * (101 / Counts[label]);
            ChiSquare.AssertChosenEvenly(Rounds, 101 % Counts[label], [.. CountsOf(label, counts).Select(count => count - copies)], $"images of class {label}");
        }

        AssertEveryPlaceIsFair(sampler);
    }

    /// <summary>The set has 1000 images in 10 classes of 100 each, where all these samplers draw every image with probability 1/1000: two
    /// independent draws agree in about 1 of 1000 places. A Poisson number of mean 1 exceeds 12 with probability 7e-11; 66 pairs are compared.</summary>
    [Fact]
    public void Draws_of_other_kinds_seeds_and_epochs_are_independent()
    {
        int[] labels = [.. Enumerable.Range(0, 1000).Select(image => image % 10)];
        var draws = new List<int[]>();
        foreach (int seed in new[] { 0, 1 })
        {
            ISampler[] samplers =
            [
                new ShuffleSampler(1000, seed), new OversamplingSampler(labels, 10, seed), new UndersamplingSampler(labels, 10, seed),
                new ClassBalancedSampler(labels, 10, seed), new SquareRootSampler(labels, 10, seed), new EffectiveNumberSampler(labels, 10, 0.99, seed),
            ];
            draws.AddRange(samplers.Select(sampler => sampler.Draw(seed)));
        }

        draws.Add(new ClassBalancedSampler(labels, 10, 0).Draw(1));
        draws.Add(new ProgressivelyBalancedSampler(labels, 10, 0, 10, 0).Draw(10));

        for (int one = 0; one < draws.Count; one++)
        {
            for (int other = 0; other < one; other++)
            {
                int agreeing = draws[one].Zip(draws[other]).Count(pair => pair.First == pair.Second);
                Assert.True(agreeing <= 12, $"Draws {other} and {one} agree in {agreeing} of 1000 places.");
            }
        }
    }

    private static IEnumerable<int> Epochs(ISampler sampler) => Enumerable.Range(0, Rounds).SelectMany(sampler.Draw);

    private static double[] Normalized(IEnumerable<double> weights)
    {
        double[] list = [.. weights];
        return Array.ConvertAll(list, weight => weight / list.Sum());
    }

    private static int[] CountsOf(int label, int[] counts) => [.. Images(label).Select(image => counts[image])];

    private static void AssertDrawn(IEnumerable<int> drawn, double[] classes)
    {
        int[] counts = Histogram(drawn, Total);
        ChiSquare.AssertDrawnFrom(classes, [.. Enumerable.Range(0, Classes).Select(label => CountsOf(label, counts).Sum())], "classes");
        for (int label = 0; label < Classes; label++)
        {
            ChiSquare.AssertDrawnFrom([.. Enumerable.Repeat(1.0 / Counts[label], Counts[label])], CountsOf(label, counts), $"images of class {label}");
        }
    }

    /// <summary>Equal classes in random order: at the first, the middle and the last place each class is equally likely.</summary>
    private static void AssertEveryPlaceIsFair(ISampler sampler)
    {
        int count = sampler.CountAt(0);
        foreach (int place in new[] { 0, count / 2, count - 1 })
        {
            int[] classes = Histogram(Enumerable.Range(0, Rounds).Select(epoch => Labels[sampler.Draw(epoch)[place]]), Classes);
            ChiSquare.AssertDrawnFrom([0.2, 0.2, 0.2, 0.2, 0.2], classes, $"classes at place {place}");
        }
    }
}
