namespace Rsg.Training;

/// <summary>What a run knows after an epoch, beside the state of its trainer.</summary>
/// <param name="History">The epochs so far.</param>
/// <param name="Best">The evaluations after the best epoch so far; <see langword="null"/> when none was chosen yet.</param>
internal sealed record RunRecord(IReadOnlyList<RunEpoch> History, EpochEvaluation? Best)
{
    /// <summary>Before the first epoch.</summary>
    public static RunRecord Empty { get; } = new([], null);
}
