using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>A model with every default filled in and every rule checked, and nothing of where it was declared: all that emission needs.</summary>
/// <param name="Type">The class to write.</param>
/// <param name="CutIndex">The index of the part behind which the network is cut in two.</param>
/// <param name="Learning">How it learns.</param>
/// <param name="HasClassNames">Whether the classes have declared names, and the model's class has a list of them.</param>
internal abstract record ModelPlan(ModelType Type, int CutIndex, LearningPlan Learning, bool HasClassNames)
{
    /// <summary>The name of the part behind which the network is cut in two.</summary>
    public abstract string CutName { get; }

    /// <summary>How many classes the network tells apart.</summary>
    public abstract int Classes { get; }
}

/// <summary>A model with a network that the generator writes: every shape is known.</summary>
internal sealed record GraphModelPlan(
    ModelType Type,
    NetworkGraph Graph,
    int CutIndex,
    LearningPlan Learning,
    bool HasClassNames)
    : ModelPlan(Type, CutIndex, Learning, HasClassNames)
{
    /// <summary>The part behind which the network is cut in two.</summary>
    public Part Cut => Graph.Parts[CutIndex];

    public override string CutName => Cut.Name;

    public override int Classes => Graph.Classes;
}

/// <summary>A model with a network of the user's own modules: shapes are measured when it is made.</summary>
internal sealed record ChainModelPlan(
    ModelType Type,
    ModuleChain Chain,
    int CutIndex,
    LearningPlan Learning,
    bool HasClassNames)
    : ModelPlan(Type, CutIndex, Learning, HasClassNames)
{
    public override string CutName => Chain.Stages[CutIndex];

    public override int Classes => Chain.Classes;
}

/// <summary>How a model learns.</summary>
/// <param name="Loss">The classification loss.</param>
/// <param name="Rebalancing">What makes up for unequal classes, if anything.</param>
/// <param name="Rsg">The rare-class sample generator, if any.</param>
/// <param name="Training">The training loop.</param>
/// <param name="Augmentation">How images become the network's input.</param>
internal sealed record LearningPlan(LossPlan Loss, RebalancingPlan? Rebalancing, RsgPlan? Rsg, TrainingPlan Training, AugmentationPlan Augmentation);

/// <summary>A classification loss with its numbers.</summary>
internal sealed record LossPlan(LossKind Kind, EquatableArray<double> Arguments)
{
    /// <summary>What logits are multiplied by before a softmax makes probabilities of them: the loss's scale of cosines, or 1.</summary>
    public double LogitScale => Kind.Parameters.Contains(LossCatalogue.Scale) ? Arguments[Kind.Parameters.ToList().IndexOf(LossCatalogue.Scale)] : 1;
}

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
