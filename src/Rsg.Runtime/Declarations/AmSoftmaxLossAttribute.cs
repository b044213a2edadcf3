namespace Rsg;

/// <summary>Additive-margin softmax (Wang et al. 2018): one margin for every class, taken off the cosine of the label. The network ends with cosines. The paper gives neither of its numbers; these are of Wang et al.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AmSoftmaxLossAttribute : Attribute
{
    /// <summary>What is taken off the cosine of the label; in [0, 1). Default 0.35.</summary>
    public double Margin { get; set; } = 0.35;

    /// <summary>The factor on the cosines before the softmax; positive. Default 30.</summary>
    public double Scale { get; set; } = 30;
}
