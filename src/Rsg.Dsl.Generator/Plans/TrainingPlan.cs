namespace Rsg.Dsl.Plans;

/// <summary>The training loop.</summary>
/// <param name="Epochs">How many epochs.</param>
/// <param name="BatchSize">Images in a step.</param>
/// <param name="LearningRate">The learning rate behind the warm-up.</param>
/// <param name="BoundaryEpoch">The epoch that a deferred rebalancing and the second phase share, unless they have their own.</param>
/// <param name="WarmupEpochs">Epochs of a linear rise to the first learning rate.</param>
/// <param name="Momentum">The optimizer's momentum.</param>
/// <param name="WeightDecay">The optimizer's weight decay.</param>
/// <param name="GradientClip">How long all gradients together may be; 0 for as long as they are.</param>
internal sealed record TrainingPlan(
    int Epochs,
    int BatchSize,
    LearningRatePlan LearningRate,
    int BoundaryEpoch,
    int WarmupEpochs,
    double Momentum,
    double WeightDecay,
    double GradientClip);
