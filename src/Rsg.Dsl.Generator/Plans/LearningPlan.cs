namespace Rsg.Dsl.Plans;

/// <summary>How a model learns.</summary>
/// <param name="Loss">The classification loss.</param>
/// <param name="Rebalancing">What makes up for unequal classes, if anything.</param>
/// <param name="Rsg">The rare-class sample generator, if any.</param>
/// <param name="Training">The training loop.</param>
/// <param name="Augmentation">How images become the network's input.</param>
internal sealed record LearningPlan(LossPlan Loss, RebalancingPlan? Rebalancing, RsgPlan? Rsg, TrainingPlan Training, AugmentationPlan Augmentation);
