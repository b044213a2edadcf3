using Rsg.Balancing;

namespace Rsg.Training;

/// <summary>What is about to be trained.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="StepsPerEpoch">Steps in the first epoch; a sampler may give later ones another number.</param>
/// <param name="GenerateFromEpoch">The first epoch of phase 2, counted from 0; <see langword="null"/> without RSG.</param>
public sealed record TrainingStart(string Model, int Epochs, int StepsPerEpoch, int? GenerateFromEpoch)
{
    /// <summary>The epoch that the training begins with here, counted from 0; more than 0 where it goes on from a checkpoint, and earlier epochs were told of before.</summary>
    public int FirstEpoch { get; init; }

    /// <summary>The step of <see cref="FirstEpoch"/> that the training begins with here, counted from 0; more than 0 where it goes on within an epoch, and the steps before it were told of before.</summary>
    public int FirstStep { get; init; }

    /// <summary>Training samples of each class; <see langword="null"/> when they are not known.</summary>
    public ClassCounts? ClassCounts { get; init; }

    /// <summary>The declared names of the classes, in label order; <see langword="null"/> when none were declared.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
