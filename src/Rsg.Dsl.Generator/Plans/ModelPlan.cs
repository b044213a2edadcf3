using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>A model with every default filled in and every rule checked, and nothing of where it was declared: all that emission needs.</summary>
/// <param name="Type">The class to write.</param>
/// <param name="Graph">Its network.</param>
/// <param name="Cut">The part behind which the network is cut in two.</param>
/// <param name="Loss">The classification loss.</param>
/// <param name="Reweighting">The class weights, if any.</param>
/// <param name="Rsg">The rare-class sample generator, if any.</param>
/// <param name="Training">The training loop.</param>
internal sealed record ModelPlan(
    ModelType Type,
    NetworkGraph Graph,
    Part Cut,
    LossPlan Loss,
    ReweightingPlan? Reweighting,
    RsgPlan? Rsg,
    TrainingPlan Training)
{
    public int Classes => Graph.Parts[Graph.Parts.Count - 1].Output.Channels;
}

/// <summary>A classification loss with its numbers.</summary>
internal sealed record LossPlan(LossKind Kind, EquatableArray<double> Arguments);

/// <summary>Class weights from the effective number of samples, from an epoch on.</summary>
internal sealed record ReweightingPlan(double Beta, int FromEpoch);

/// <summary>The rare-class sample generator.</summary>
internal sealed record RsgPlan(
    int Centers,
    double FrequentRatio,
    double TransferStrength,
    double CescWeight,
    double MvWeight,
    int ContrastiveChannels,
    RsgForm Form,
    RsgMvTerms MvTerms,
    RsgDisplacement Displacement,
    RsgAddTo AddTo,
    int GenerateFromEpoch);

/// <summary>The training loop.</summary>
internal sealed record TrainingPlan(
    int Epochs,
    int BatchSize,
    double LearningRate,
    EquatableArray<int> Milestones,
    double Gamma,
    int WarmupEpochs,
    double Momentum,
    double WeightDecay);
