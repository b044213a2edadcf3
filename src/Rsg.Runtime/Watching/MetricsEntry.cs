namespace Rsg.Watching;

/// <summary>A line of a metrics file that holds.</summary>
/// <param name="Epoch">The epoch that it tells of; less than 0 where it tells of none, and no epoch that is trained again voids it.</param>
/// <param name="Step">The step; <see cref="WholeEpoch"/> where it tells of the epoch as a whole, and stands behind its steps.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Length">Its bytes, without the line feed.</param>
/// <param name="Content">What it tells; <see langword="null"/> where nothing of it is kept.</param>
internal sealed record MetricsEntry(int Epoch, int Step, long Offset, int Length, object? Content)
{
    public const int NoEpoch = -1;
    public const int BeforeSteps = -1;
    public const int WholeEpoch = int.MaxValue;

    /// <summary>Whether a checkpoint told of it, and not the training.</summary>
    public bool IsRestored { get; init; }

    public bool IsAtOrBehind(int epoch, int step) => (Epoch, Step).CompareTo((epoch, step)) >= 0;
}
