using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>Every class as often as the smallest has images, n_min: that many different images of each class, new ones each epoch. An epoch has C n_min images, in random order.</summary>
public sealed class UndersamplingSampler : ISampler
{
    private readonly ImagesByClass images;
    private readonly int perClass;
    private readonly int seed;

    /// <summary>Prepares to draw.</summary>
    /// <param name="labels">The label of every image of the training set, each in [0, <paramref name="classes"/>). They are read once, here.</param>
    /// <param name="classes">Number of classes; at least 2, each with at least one image.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class has no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public UndersamplingSampler(IReadOnlyList<int> labels, int classes, int seed)
    {
        images = new ImagesByClass(labels, classes);
        perClass = images.Counts.Minimum;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return perClass * images.Counts.Count;
    }

    /// <inheritdoc/>
    public int[] Draw(int epoch)
    {
        var drawn = new int[CountAt(epoch)];
        SplitMix64 random = SplitMix64.ForDraw(SamplerKey.Undersampling, seed, epoch);
        for (int label = 0; label < images.Counts.Count; label++)
        {
            int[] own = images.Of(label).ToArray();
            random.DrawIntoLast(own, perClass);
            own.AsSpan(own.Length - perClass).CopyTo(drawn.AsSpan(label * perClass));
        }

        random.DrawIntoLast(drawn, drawn.Length);
        return drawn;
    }
}
