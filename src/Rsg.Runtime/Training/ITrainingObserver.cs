namespace Rsg.Training;

/// <summary>Is told how a training goes. Every member does nothing unless implemented; all are called on the training thread, which waits.</summary>
public interface ITrainingObserver
{
    /// <summary>The first epoch is about to begin.</summary>
    void OnTrainingStarted(TrainingStart start)
    {
    }

    /// <summary>Phase 2 is about to begin.</summary>
    void OnPhaseChanged(PhaseChange change)
    {
    }

    /// <summary>A step was done.</summary>
    void OnStep(StepReport report)
    {
    }

    /// <summary>An epoch was done.</summary>
    void OnEpoch(EpochReport report)
    {
    }

    /// <summary>The network was evaluated as it was after an epoch; by a <see cref="TrainingRun"/>, after <see cref="OnEpoch"/> of that epoch.</summary>
    void OnEvaluated(EpochEvaluation evaluation)
    {
    }

    /// <summary>Something is otherwise than one would expect of a training that begins; by a <see cref="TrainingRun"/>, before anything else is told.</summary>
    /// <param name="notice">A sentence for a person: the run in the folder is finished already, or begins anew.</param>
    void OnNotice(string notice)
    {
    }

    /// <summary>The last epoch was done. Its evaluation may still follow.</summary>
    void OnTrainingFinished(TrainingEnd result)
    {
    }
}
