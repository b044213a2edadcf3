namespace Rsg.Balancing;

/// <summary>One sampler up to an epoch, another from it on: how re-sampling is deferred until the features are learned (DRS).</summary>
public sealed class DeferredSampler : ISampler
{
    private readonly ISampler before;
    private readonly ISampler after;
    private readonly int fromEpoch;

    /// <summary>Joins two samplers of one training set.</summary>
    /// <param name="before">Draws the epochs before <paramref name="fromEpoch"/>.</param>
    /// <param name="after">Draws that epoch and all that follow.</param>
    /// <param name="fromEpoch">The first epoch of <paramref name="after"/>, counted from 0; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public DeferredSampler(ISampler before, ISampler after, int fromEpoch)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegative(fromEpoch);
        this.before = before;
        this.after = after;
        this.fromEpoch = fromEpoch;
    }

    /// <inheritdoc/>
    public int CountAt(int epoch) => At(epoch).CountAt(epoch);

    /// <inheritdoc/>
    public int[] Draw(int epoch) => At(epoch).Draw(epoch);

    private ISampler At(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return epoch < fromEpoch ? before : after;
    }
}
