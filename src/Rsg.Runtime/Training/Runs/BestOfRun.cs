namespace Rsg.Training;

/// <summary>The best epoch of a run so far.</summary>
/// <param name="Best">Its evaluations.</param>
/// <param name="EpochsDone">Epochs that are trained.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
public sealed record BestOfRun(EpochEvaluation Best, int EpochsDone, int Epochs)
{
    /// <summary>Whether the last epoch is trained and evaluated, so that no better one comes.</summary>
    public bool IsFinished { get; init; }
}
