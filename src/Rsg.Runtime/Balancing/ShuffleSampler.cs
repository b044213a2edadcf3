using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>Every image once an epoch, in a random order of its own: training on the data as they are.</summary>
public sealed class ShuffleSampler : ISampler
{
    private readonly int count;
    private readonly int seed;

    /// <summary>Prepares to shuffle.</summary>
    /// <param name="count">Images of the training set; at least 1.</param>
    /// <param name="seed">Decides every order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no image.</exception>
    public ShuffleSampler(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        this.count = count;
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
        int[] order = [.. Enumerable.Range(0, CountAt(epoch))];
        SplitMix64.ForOrder(seed, epoch).DrawIntoLast(order, order.Length);
        return order;
    }
}
