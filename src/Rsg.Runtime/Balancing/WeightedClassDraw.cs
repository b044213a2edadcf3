using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>Draws as many images as a set has, with replacement: first a class by its weight, then an image of it, each equally likely.</summary>
internal sealed class WeightedClassDraw
{
    private readonly ImagesByClass images;
    private readonly AliasTable classes;
    private readonly SamplerKey key;
    private readonly int seed;

    public WeightedClassDraw(ImagesByClass images, IReadOnlyList<double> classWeights, SamplerKey key, int seed)
    {
        this.images = images;
        classes = new AliasTable(classWeights);
        this.key = key;
        this.seed = seed;
    }

    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return images.Total;
    }

    public int[] Draw(int epoch)
    {
        var drawn = new int[CountAt(epoch)];
        SplitMix64 random = SplitMix64.ForDraw(key, seed, epoch);
        for (int place = 0; place < drawn.Length; place++)
        {
            drawn[place] = images.DrawFrom(classes.Draw(random), random);
        }

        return drawn;
    }
}
