namespace Rsg;

/// <summary>Trains with the label-distribution-aware margin loss (LDAM, Cao et al. 2019). Needs <see cref="Head.Cosine"/>, which is chosen by itself.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LdamLossAttribute : Attribute
{
    /// <summary>The largest margin, that of the rarest class; in (0, 1). Default 0.5.</summary>
    public double MaxMargin { get; set; } = 0.5;

    /// <summary>The factor on the cosines before the softmax; positive. Default 30.</summary>
    public double Scale { get; set; } = 30;
}
