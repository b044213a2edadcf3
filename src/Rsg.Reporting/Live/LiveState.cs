using Rsg.Training;

namespace Rsg.Reporting.Live;

/// <summary>What is known of a training at a moment.</summary>
internal sealed record LiveState(string Title, TrainingStart Start)
{
    public StepReport? Step { get; init; }

    public EpochReport? Epoch { get; init; }

    public EpochEvaluation? Evaluation { get; init; }

    public TrainingEnd? End { get; init; }

    public long SkippedImages { get; init; }

    public bool HasGenerator => Start.GenerateFromEpoch is not null;
}
