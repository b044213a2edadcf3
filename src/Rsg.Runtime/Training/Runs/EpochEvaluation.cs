using Rsg.Evaluation;

namespace Rsg.Training;

/// <summary>The evaluations of the network as it was after an epoch.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Validation">On the validation set; <see langword="null"/> without one.</param>
/// <param name="Test">On the test set; <see langword="null"/> without one.</param>
public sealed record EpochEvaluation(int Epoch, EvaluationResult? Validation, EvaluationResult? Test)
{
    /// <summary>The evaluation on a split; <see langword="null"/> without that set.</summary>
    /// <param name="split">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public EvaluationResult? On(Split split) => split switch
    {
        Split.Validation => Validation,
        Split.Test => Test,
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "There is no such split."),
    };
}
