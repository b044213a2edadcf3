using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks;

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
