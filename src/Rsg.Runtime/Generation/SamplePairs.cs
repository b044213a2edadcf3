using System.Globalization;
using Rsg.Randomness;

namespace Rsg.Generation;

/// <summary>Pairs of samples of one batch, for the contrastive term of Eq. 5.</summary>
public sealed class SamplePairs
{
    /// <summary>Takes the pairs.</summary>
    /// <param name="first">Position in the batch of each pair's first sample, x_1 of Eq. 2.</param>
    /// <param name="second">Position of each pair's second sample, x_2; as many.</param>
    /// <exception cref="ArgumentException">The two lists have different lengths.</exception>
    public SamplePairs(IEnumerable<long> first, IEnumerable<long> second)
    {
        First = [.. first];
        Second = [.. second];
        if (First.Count != Second.Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A pair has two samples, but there are {First.Count} first and {Second.Count} second ones."),
                nameof(second));
        }
    }

    /// <summary>Position in the batch of each pair's first sample.</summary>
    public IReadOnlyList<long> First { get; }

    /// <summary>Position in the batch of each pair's second sample.</summary>
    public IReadOnlyList<long> Second { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => First.Count;

    /// <summary>
    /// The released code's pairs: sample i of the batch's first half with sample i of its second half. The last sample of an
    /// odd batch is in no pair (the released code fails there).
    /// </summary>
    internal static SamplePairs InBatchOrder(int batchSize)
    {
        var half = batchSize / 2;
        return new SamplePairs(Enumerable.Range(0, half).Select(i => (long)i), Enumerable.Range(half, half).Select(i => (long)i));
    }

    /// <summary>The paper's s/2 pairs "formed by randomly picking samples": the halves of a random permutation, so no sample is in two pairs.</summary>
    internal static SamplePairs Drawn(int batchSize, SplitMix64 random)
    {
        var half = batchSize / 2;
        var permutation = Enumerable.Range(0, batchSize).Select(i => (long)i).ToArray();
        random.DrawIntoLast(permutation, permutation.Length);
        return new SamplePairs(permutation.Take(half), permutation.Skip(half).Take(half));
    }

    internal void CheckFits(int batchSize)
    {
        BatchPositions.Check(First, batchSize, "A pair's first sample");
        BatchPositions.Check(Second, batchSize, "A pair's second sample");
    }
}
