using Rsg.Evaluation;

namespace Rsg.Training;

/// <summary>One epoch of a run.</summary>
/// <param name="Training">How it was trained.</param>
/// <param name="Validation">The metrics on the validation set after it; <see langword="null"/> without that set, and in an epoch that was not evaluated.</param>
/// <param name="Test">The metrics on the test set after it; <see langword="null"/> without that set, and in an epoch that was not evaluated.</param>
public sealed record RunEpoch(EpochReport Training, EvaluationMetrics? Validation, EvaluationMetrics? Test)
{
    /// <summary>Images of the validation set that could not be read; <see langword="null"/> where it was not evaluated.</summary>
    public long? SkippedInValidation { get; init; }

    /// <summary>Images of the test set that could not be read; <see langword="null"/> where it was not evaluated.</summary>
    public long? SkippedInTest { get; init; }

    /// <summary>The epoch, counted from 0.</summary>
    public int Epoch => Training.Epoch;
}
