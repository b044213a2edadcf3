using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>
/// Draws N of N images with replacement, at first as the set is, then more and more with every class equally likely (progressively-balanced
/// sampling; Kang et al. 2020, equation 2).
/// </summary>
/// <remarks>
/// A draw is of class c with probability (1 - t/T) n_c/N + (t/T) / C, where t is the epoch counted from the first and T the number of epochs.
/// Before the first epoch t is 0, behind the last it is T. The last epoch itself has t = T - 1, as in the paper.
/// </remarks>
public sealed class ProgressivelyBalancedSampler : ISampler
{
    private readonly ImagesByClass images;
    private readonly int firstEpoch;
    private readonly int epochs;
    private readonly int seed;

    /// <summary>Prepares to draw.</summary>
    /// <param name="labels">The label of every image of the training set, each in [0, <paramref name="classes"/>). They are read once, here.</param>
    /// <param name="classes">Number of classes; at least 2, each with at least one image.</param>
    /// <param name="firstEpoch">The epoch with t = 0; at least 0.</param>
    /// <param name="epochs">T, from one end to the other; at least 1.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class has no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, the first epoch is negative, or there are no epochs.</exception>
    public ProgressivelyBalancedSampler(IReadOnlyList<int> labels, int classes, int firstEpoch, int epochs, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstEpoch);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        images = new ImagesByClass(labels, classes);
        this.firstEpoch = firstEpoch;
        this.epochs = epochs;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return images.Total;
    }

    /// <inheritdoc/>
    public int[] Draw(int epoch)
    {
        var drawn = new int[CountAt(epoch)];
        int progress = Math.Clamp(epoch - firstEpoch, 0, epochs);
        SplitMix64 random = SplitMix64.ForDraw(SamplerKey.ProgressivelyBalanced, seed, epoch);
        for (int place = 0; place < drawn.Length; place++)
        {
            // A balanced draw in t of T cases is the mixture of the two, without a rounding.
            bool balanced = random.Next(epochs) < progress;
            drawn[place] = balanced ? images.DrawFrom(random.Next(images.Counts.Count), random) : images.DrawFromAll(random);
        }

        return drawn;
    }
}
