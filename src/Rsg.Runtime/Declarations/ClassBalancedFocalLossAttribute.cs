namespace Rsg;

/// <summary>The class-balanced focal loss (Cui et al. 2019): the sigmoid focal loss over all classes, weighted by the effective number of samples of the label. The network ends with a linear head.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassBalancedFocalLossAttribute : Attribute
{
    /// <summary>The beta of the effective number of samples, (1 - beta) / (1 - beta^n); in [0, 1). Default 0.9999.</summary>
    public double Beta { get; set; } = 0.9999;

    /// <summary>How much less a sample counts that is told well already; not negative. Default 2.</summary>
    public double Gamma { get; set; } = 2;
}
