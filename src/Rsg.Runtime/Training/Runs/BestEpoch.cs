using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>The best epoch of a run so far: its evaluations, and the weights that the network had after it.</summary>
internal sealed class BestEpoch : IDisposable
{
    /// <summary>Its evaluations; <see langword="null"/> while no epoch was chosen.</summary>
    public EpochEvaluation? Evaluation { get; private set; }

    /// <summary>Its weights; none while no epoch was chosen.</summary>
    public BestWeights Weights { get; } = new();

    /// <summary>Chooses an epoch where it is better than the best one so far, with the weights that the network has now.</summary>
    /// <param name="evaluation">Its evaluations.</param>
    /// <param name="network">As it is after the epoch.</param>
    /// <param name="selectOn">The set that chooses, on which it was evaluated.</param>
    /// <param name="selectBy">What makes it better.</param>
    public void TakeIfBetter(EpochEvaluation evaluation, nn.Module network, Split selectOn, SelectionMetric selectBy)
    {
        if (Evaluation is null || ValueOf(evaluation) > ValueOf(Evaluation))
        {
            Weights.Take(network);
            Evaluation = evaluation;
        }

        double ValueOf(EpochEvaluation one)
        {
            var result = one.On(selectOn)!;
            return selectBy == SelectionMetric.Accuracy ? result.Accuracy : result.MacroAccuracy;
        }
    }

    /// <summary>Becomes the best epoch that a checkpoint knows, whose weights are held already.</summary>
    public void Restore(EpochEvaluation? evaluation) => Evaluation = evaluation;

    public void Dispose() => Weights.Dispose();
}
