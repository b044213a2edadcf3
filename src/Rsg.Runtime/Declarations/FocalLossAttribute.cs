namespace Rsg;

/// <summary>The focal loss (Lin et al. 2017) as the released code has it: (1 - p)^gamma times the cross-entropy. The network ends with a linear head.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FocalLossAttribute : Attribute
{
    /// <summary>How much less a sample counts that is told well already; not negative, and 0 is cross-entropy. Default 1, as in the released code.</summary>
    public double Gamma { get; set; } = 1;
}
