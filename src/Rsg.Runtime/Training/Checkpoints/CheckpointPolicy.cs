namespace Rsg.Training;

/// <summary>Which checkpoints a run writes and keeps. An older one is deleted only when a newer one is complete, on the disk, and was read back.</summary>
public sealed record CheckpointPolicy
{
    private readonly int keepLast = 2;
    private readonly int everyEpochs = 1;
    private readonly TimeSpan? every = TimeSpan.FromMinutes(10);

    /// <summary>How many of the newest are kept; at least 1. Default 2: should the newest be damaged, there is another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int KeepLast
    {
        get => keepLast;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(KeepLast));
            keepLast = value;
        }
    }

    /// <summary>Whether the checkpoint of the best epoch so far is written and kept as well. Default yes. The best epoch's weights are in every checkpoint in any case.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>After how many epochs one is written, counted from the first; always after the last. At least 1; default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int EveryEpochs
    {
        get => everyEpochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(EveryEpochs));
            everyEpochs = value;
        }
    }

    /// <summary>
    /// After how long without a checkpoint one is written between two steps of an epoch: more than a kill does not cost. Only the newest such one is kept, until that of an epoch's
    /// end is there. <see langword="null"/> for none; default 10 minutes. A run that is stopped in order writes one in any case.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than 0.</exception>
    public TimeSpan? Every
    {
        get => every;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(Every));
            }

            every = value;
        }
    }

    /// <summary>The most checkpoints that lie in the folder at once: those that are kept, one within an epoch, and the one that is being written.</summary>
    internal long MostAtOnce => (long)KeepLast + (KeepBest ? 1 : 0) + 2;
}
