using Rsg.Data;
using Rsg.Evaluation;

namespace Rsg.Training;

/// <summary>What the trainers of all models have in common, whatever their networks: for code that trains several.</summary>
public interface ITrainer : IDisposable
{
    /// <summary>The epoch that is trained next, counted from 0.</summary>
    int Epoch { get; }

    /// <summary>Goes once through the training set, and on to the next epoch.</summary>
    EpochReport TrainEpoch();

    /// <summary>Trains until an epoch is reached.</summary>
    /// <param name="untilEpoch">The first epoch, counted from 0, that is not trained any more; at least 1.</param>
    void Fit(int untilEpoch);

    /// <summary>Evaluates the network; many-, medium- and few-shot follow from the counts of the training set.</summary>
    EvaluationResult Evaluate(IImageDataset dataset);
}
