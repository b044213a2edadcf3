namespace Rsg.Training;

/// <summary>Which checkpoints a run writes and keeps. An older one is deleted only when a newer one is complete, on the disk, and was read back.</summary>
public sealed record CheckpointPolicy
{
    private readonly int keepLast = 2;
    private readonly int everyEpochs = 1;

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

    /// <summary>After how many epochs one is written, counted from the first; always after the last. At least 1; default 1. What a kill can cost is as many epochs.</summary>
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

    /// <summary>The most checkpoints that lie in the folder at once, the one that is being written included.</summary>
    internal long MostAtOnce => (long)KeepLast + (KeepBest ? 1 : 0) + 1;
}
