using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>
/// Every class as often as the largest has images, n_max: each image floor(n_max / n_c) times, and n_max mod n_c images of the class, new ones each
/// epoch, once more. An epoch has C n_max images, in random order.
/// </summary>
public sealed class OversamplingSampler : ISampler
{
    private readonly ImagesByClass images;
    private readonly int perClass;
    private readonly int count;
    private readonly int seed;

    /// <summary>Prepares to draw.</summary>
    /// <param name="labels">The label of every image of the training set, each in [0, <paramref name="classes"/>). They are read once, here.</param>
    /// <param name="classes">Number of classes; at least 2, each with at least one image.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <exception cref="ArgumentException">A label is out of range, a class has no image, or an epoch would have more than 2^31 - 1 images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public OversamplingSampler(IReadOnlyList<int> labels, int classes, int seed)
    {
        images = new ImagesByClass(labels, classes);
        perClass = images.Counts.Maximum;
        long longCount = (long)perClass * classes;
        if (longCount > Array.MaxLength)
        {
            throw new ArgumentException(
                $"Oversampling {classes} classes to {perClass} images each makes an epoch of {longCount} images; an epoch can have {Array.MaxLength}.", nameof(labels));
        }

        count = (int)longCount;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return count;
    }

    /// <inheritdoc/>
    public int[] Draw(int epoch)
    {
        var drawn = new int[CountAt(epoch)];
        SplitMix64 random = SplitMix64.ForDraw(SamplerKey.Oversampling, seed, epoch);
        Span<int> left = drawn;
        for (int label = 0; label < images.Counts.Count; label++)
        {
            int[] own = images.Of(label).ToArray();
            int rest = perClass % own.Length;
            random.DrawIntoLast(own, rest);
            for (int copy = 0; copy < perClass / own.Length; copy++)
            {
                own.CopyTo(left);
                left = left[own.Length..];
            }

            own.AsSpan(own.Length - rest).CopyTo(left);
            left = left[rest..];
        }

        random.DrawIntoLast(drawn, drawn.Length);
        return drawn;
    }
}
