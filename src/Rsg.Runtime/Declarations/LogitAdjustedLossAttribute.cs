namespace Rsg;

/// <summary>Logit adjustment (Menon et al. 2021): cross-entropy of the logits plus tau times the log of the class priors, in training only. The network ends with a linear head.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogitAdjustedLossAttribute : Attribute
{
    /// <summary>The factor on the log of the priors; not negative. Default 1.</summary>
    public double Tau { get; set; } = 1;
}
