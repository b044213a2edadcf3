namespace Rsg.Training;

/// <summary>Tells several observers, in their order.</summary>
/// <param name="observers">Who is told; the list does not own them.</param>
public sealed class ObserverList(params ITrainingObserver[] observers) : ITrainingObserver
{
    private readonly ITrainingObserver[] observers = [.. observers];

    /// <inheritdoc/>
    public void OnTrainingStarted(TrainingStart start) => Array.ForEach(observers, observer => observer.OnTrainingStarted(start));

    /// <inheritdoc/>
    public void OnPhaseChanged(PhaseChange change) => Array.ForEach(observers, observer => observer.OnPhaseChanged(change));

    /// <inheritdoc/>
    public void OnStep(StepReport report) => Array.ForEach(observers, observer => observer.OnStep(report));

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report) => Array.ForEach(observers, observer => observer.OnEpoch(report));

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation) => Array.ForEach(observers, observer => observer.OnEvaluated(evaluation));

    /// <inheritdoc/>
    public void OnNotice(string notice) => Array.ForEach(observers, observer => observer.OnNotice(notice));

    /// <inheritdoc/>
    public void OnTrainingFinished(TrainingEnd result) => Array.ForEach(observers, observer => observer.OnTrainingFinished(result));
}
