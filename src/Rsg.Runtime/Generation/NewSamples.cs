using System.Globalization;
using Rsg.Randomness;

namespace Rsg.Generation;

/// <summary>Which samples of a batch make each new sample (Eq. 4): the displacement of a frequent one, added to a rare one.</summary>
public sealed class NewSamples
{
    /// <summary>Takes the picks.</summary>
    /// <param name="frequent">Position in the batch of the frequent sample behind each new one.</param>
    /// <param name="rare">Position of the rare sample behind each new one; as many.</param>
    /// <exception cref="ArgumentException">The two lists have different lengths.</exception>
    public NewSamples(IEnumerable<long> frequent, IEnumerable<long> rare)
    {
        Frequent = [.. frequent];
        Rare = [.. rare];
        if (Frequent.Count != Rare.Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A new sample needs two others, but {Frequent.Count} frequent and {Rare.Count} rare ones are given."),
                nameof(rare));
        }
    }

    /// <summary>No new sample.</summary>
    public static NewSamples None { get; } = new([], []);

    /// <summary>Position in the batch of the frequent sample behind each new one.</summary>
    public IReadOnlyList<long> Frequent { get; }

    /// <summary>Position in the batch of the rare sample behind each new one.</summary>
    public IReadOnlyList<long> Rare { get; }

    /// <summary>Number of new samples, s_new.</summary>
    public int Count => Frequent.Count;

    /// <summary>
    /// The paper's "randomly added": every rare sample is used s_new / s_rare times; frequent samples are drawn without
    /// replacement, and once all have been used (s_freq below s_new) they are shuffled and drawn again.
    /// </summary>
    internal static NewSamples Drawn(IReadOnlyList<long> frequent, IReadOnlyList<long> rare, double strength, SplitMix64 random)
    {
        var count = NewSampleCount.OfPaper(strength, frequent.Count, rare.Count);
        var order = frequent.ToArray();
        var drawn = new long[count];
        for (var i = 0; i < count; i++)
        {
            if (i % order.Length == 0)
            {
                random.DrawIntoLast(order, order.Length);
            }

            drawn[i] = order[i % order.Length];
        }

        return new NewSamples(drawn, Enumerable.Range(0, count).Select(i => rare[i % rare.Count]));
    }

    /// <summary>
    /// The released code's segments: the larger group is cut into runs as long as the smaller group, in batch order, and each
    /// run meets the whole smaller group. Samples left over are not used.
    /// </summary>
    internal static NewSamples InSegments(IReadOnlyList<long> frequent, IReadOnlyList<long> rare, double strength)
    {
        var segments = NewSampleCount.ReleasedSegments(strength, frequent.Count, rare.Count);
        var count = segments * Math.Min(frequent.Count, rare.Count);
        return new NewSamples(
            Enumerable.Range(0, count).Select(i => frequent[i % frequent.Count]),
            Enumerable.Range(0, count).Select(i => rare[i % rare.Count]));
    }

    internal void CheckFits(IReadOnlyList<long> frequent, IReadOnlyList<long> rare, int batchSize)
    {
        BatchPositions.Check(Frequent, batchSize, "A picked frequent sample");
        BatchPositions.Check(Rare, batchSize, "A picked rare sample");
        CheckGroup(Frequent, frequent, "frequent");
        CheckGroup(Rare, rare, "rare");
    }

    private static void CheckGroup(IReadOnlyList<long> picked, IReadOnlyList<long> group, string name)
    {
        var allowed = group.ToHashSet();
        foreach (var position in picked)
        {
            if (!allowed.Contains(position))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The sample at position {position} was picked as a {name} one, but its class is not {name}."));
            }
        }
    }
}
