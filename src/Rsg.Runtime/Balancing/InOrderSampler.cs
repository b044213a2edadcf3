namespace Rsg.Balancing;

/// <summary>Every image once an epoch, in the order of the set: how a set is evaluated.</summary>
internal sealed class InOrderSampler(int count) : ISampler
{
    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return count;
    }

    public int[] Draw(int epoch) => [.. Enumerable.Range(0, CountAt(epoch))];
}
