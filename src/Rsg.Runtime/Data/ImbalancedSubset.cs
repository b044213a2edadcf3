using Rsg.Balancing;
using Rsg.Randomness;

namespace Rsg.Data;

/// <summary>Makes an imbalanced training set of a set that has enough images of each class.</summary>
/// <remarks>
/// <para>
/// By default each class keeps its first images, in the order of the set: what the released code of RSG trains on. With a seed it keeps
/// images drawn at random, as the code of LDAM (Cao et al. 2019), from which RSG's derives, does; the counts are the same.
/// </para>
/// <para>A maximum that is left out is the count of the smallest class, which of a balanced set is N / C as in both codes.</para>
/// </remarks>
public static class ImbalancedSubset
{
    /// <summary>The exponential long tail (Cui et al. 2019; Cao et al. 2019), see <see cref="ClassCounts.LongTailed"/>.</summary>
    /// <param name="dataset">The set to take the images from; it is read from as long as the subset is.</param>
    /// <param name="ratio">The imbalance ratio rho: images of the first class over those of the last; at least 1.</param>
    /// <param name="maximum">Images of the first class; <see langword="null"/> for as many as the smallest class of the set has.</param>
    /// <param name="shuffleSeed">Decides which images are kept; <see langword="null"/> keeps the first ones.</param>
    /// <exception cref="ArgumentException">A class has too few images, or would keep none.</exception>
    public static Subset LongTailed(IImageDataset dataset, double ratio, int? maximum = null, int? shuffleSeed = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Take(dataset, ClassCounts.LongTailed(dataset.Classes, maximum ?? Smallest(dataset), ratio), shuffleSeed);
    }

    /// <summary>Step imbalance (Buda et al. 2018; Cao et al. 2019): half of the classes are rare, see <see cref="ClassCounts.Step"/>.</summary>
    /// <param name="dataset">The set to take the images from; it is read from as long as the subset is.</param>
    /// <param name="ratio">The imbalance ratio rho: images of a frequent class over those of a rare one; at least 1.</param>
    /// <param name="maximum">Images of a frequent class; <see langword="null"/> for as many as the smallest class of the set has.</param>
    /// <param name="shuffleSeed">Decides which images are kept; <see langword="null"/> keeps the first ones.</param>
    /// <exception cref="ArgumentException">A class has too few images, or would keep none.</exception>
    public static Subset Step(IImageDataset dataset, double ratio, int? maximum = null, int? shuffleSeed = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Take(dataset, ClassCounts.Step(dataset.Classes, maximum ?? Smallest(dataset), ratio), shuffleSeed);
    }

    /// <summary>As many images of each class as asked for, in the order that they have in the set.</summary>
    /// <param name="dataset">The set to take the images from; it is read from as long as the subset is.</param>
    /// <param name="counts">How many images of each class.</param>
    /// <param name="shuffleSeed">Decides which images are kept; <see langword="null"/> keeps the first ones.</param>
    /// <exception cref="ArgumentException">The number of classes differs, or a class has too few images.</exception>
    public static Subset Take(IImageDataset dataset, ClassCounts counts, int? shuffleSeed = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != dataset.Classes)
        {
            throw new ArgumentException($"The set has {dataset.Classes} classes; counts are given for {counts.Count}.", nameof(counts));
        }

        int[][] members = ClassMembers.Of(dataset.Labels, dataset.Classes);
        var selected = new List<int>();
        for (int label = 0; label < members.Length; label++)
        {
            if (members[label].Length < counts[label])
            {
                throw new ArgumentException($"{counts[label]} images of class {label} are asked for; the set has {members[label].Length}.", nameof(counts));
            }

            Span<int> kept = members[label].AsSpan(0, counts[label]);
            if (shuffleSeed is int seed)
            {
                SplitMix64.ForSubset(seed, label).DrawIntoLast(members[label], counts[label]);
                kept = members[label].AsSpan(^counts[label]..);
            }

            selected.AddRange(kept);
        }

        selected.Sort();
        return new Subset(dataset, selected);
    }

    private static int Smallest(IImageDataset dataset) => ClassCounts.FromLabels(dataset.Labels, dataset.Classes).Minimum;
}
