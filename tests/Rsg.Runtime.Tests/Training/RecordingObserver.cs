using Rsg.Training;

namespace Rsg.Runtime.Tests.Training;

/// <summary>Keeps everything that it is told, in order.</summary>
internal sealed class RecordingObserver : ITrainingObserver
{
    public List<object> Events { get; } = [];

    public void OnTrainingStarted(TrainingStart start) => Events.Add(start);

    public void OnPhaseChanged(PhaseChange change) => Events.Add(change);

    public void OnStep(StepReport report) => Events.Add(report);

    public void OnEpoch(EpochReport report) => Events.Add(report);

    public void OnEvaluated(EpochEvaluation evaluation) => Events.Add(evaluation);

    public void OnNotice(string notice) => Events.Add(notice);

    public void OnTrainingFinished(TrainingEnd result) => Events.Add(result);
}
