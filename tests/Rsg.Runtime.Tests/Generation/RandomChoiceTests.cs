using Rsg.Generation;
using Rsg.Randomness;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>The paper's random pairs and picks: uniform, and the same for the same seed.</summary>
public sealed class RandomChoiceTests
{
    private const int Draws = 20_000;

    // With n draws of probability p the standard deviation is sqrt(n p (1 - p)); six of them are never reached by chance.
    private static void AssertFrequency(double probability, int observed)
    {
        var margin = 6 * Math.Sqrt(Draws * probability * (1 - probability));
        Assert.InRange(observed, Draws * probability - margin, Draws * probability + margin);
    }

    [Fact]
    public void EveryPairIsEquallyLikelyAndNoSampleIsInTwo()
    {
        var random = new SplitMix64(1);
        var seen = new Dictionary<(long, long), int>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var pairs = SamplePairs.Drawn(5, random);
            Assert.Equal(2, pairs.Count);
            Assert.Equal(4, pairs.First.Concat(pairs.Second).Distinct().Count());
            seen[(pairs.First[0], pairs.Second[0])] = seen.GetValueOrDefault((pairs.First[0], pairs.Second[0])) + 1;
        }

        // Five samples give 20 ordered pairs.
        Assert.Equal(20, seen.Count);
        Assert.All(seen.Values, count => AssertFrequency(1 / 20.0, count));
    }

    [Fact]
    public void FrequentSamplesAreDrawnWithoutReplacement()
    {
        long[] frequent = [0, 3, 4, 6, 7];
        long[] rare = [1, 2];
        var random = new SplitMix64(1);
        var seen = new Dictionary<(long, long), int>();
        for (var draw = 0; draw < Draws; draw++)
        {
            // floor(1 * 5 / 2) * 2 = 4
            var picks = NewSamples.Drawn(frequent, rare, 1, random);
            Assert.Equal(4, picks.Count);
            Assert.Equal(4, picks.Frequent.Distinct().Count());
            Assert.Equal([1, 1, 2, 2], picks.Rare.Order());
            foreach (var pick in picks.Frequent.Zip(picks.Rare))
            {
                seen[pick] = seen.GetValueOrDefault(pick) + 1;
            }
        }

        // A frequent sample is drawn in 4 of 5 cases, and then meets either rare one equally often.
        Assert.Equal(10, seen.Count);
        Assert.All(seen.Values, count => AssertFrequency(0.4, count));
    }

    [Fact]
    public void FewFrequentSamplesAreUsedInTurn()
    {
        long[] frequent = [0, 1];
        long[] rare = [2, 3, 4, 5, 6];
        var random = new SplitMix64(1);
        var thrice = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var picks = NewSamples.Drawn(frequent, rare, 1, random);
            Assert.Equal(rare, picks.Rare);
            Assert.NotEqual(picks.Frequent[0], picks.Frequent[1]);
            Assert.NotEqual(picks.Frequent[2], picks.Frequent[3]);
            thrice += picks.Frequent.Count(position => position == 0) == 3 ? 1 : 0;
        }

        AssertFrequency(0.5, thrice);
    }

    [Fact]
    public void ASeedDecidesStartValuesAndChoices()
    {
        using var scope = NewDisposeScope();
        using var first = Samples.Generator(seed: 3);
        using var again = Samples.Generator(seed: 3);
        using var other = Samples.Generator(seed: 4);
        var maps = Samples.Maps(12);
        var labels = Samples.Labels(0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 4, 2);
        var mine = Choices(first);

        Assert.All(first.state_dict(), entry => Assert.True(entry.Value.equal(again.state_dict()[entry.Key]).all().item<bool>()));
        Assert.False(first.state_dict()["linear"].equal(other.state_dict()["linear"]).all().item<bool>());
        Assert.Equal(mine, Choices(again));
        Assert.NotEqual(mine, Choices(other));

        List<long> Choices(RareSampleGenerator generator) =>
            [.. Enumerable.Range(0, 3).SelectMany(_ => generator.Generate(maps, labels).Picks.Frequent)];
    }

    [Fact]
    public void ReleasedFormTakesBatchOrder()
    {
        var pairs = SamplePairs.InBatchOrder(7);
        Assert.Equal([0, 1, 2], pairs.First);
        Assert.Equal([3, 4, 5], pairs.Second);

        var moreFrequent = NewSamples.InSegments([0, 2, 3, 5, 6], [1, 4], 1);
        Assert.Equal([0, 2, 3, 5], moreFrequent.Frequent);
        Assert.Equal([1, 4, 1, 4], moreFrequent.Rare);

        var moreRare = NewSamples.InSegments([1, 4], [0, 2, 3, 5, 6], 1);
        Assert.Equal([1, 4, 1, 4], moreRare.Frequent);
        Assert.Equal([0, 2, 3, 5], moreRare.Rare);
    }
}
