namespace Rsg;

/// <summary>Weights the classification loss by class, with the effective number of samples (Cui et al. 2019): from the start (CB-RW), or deferred to an epoch (DRW, Cao et al. 2019).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReweightAttribute : Attribute
{
    /// <summary>The beta of (1 - beta) / (1 - beta^n); in [0, 1). Default 0.9999.</summary>
    public double Beta { get; set; } = 0.9999;

    /// <summary>The first epoch with it, counted from 0; not negative. Default 0: from the start.</summary>
    public int FromEpoch { get; set; }

    /// <summary>Whether it begins at the boundary epoch of the training, with the decay of the learning rate, in place of an epoch of its own. Default false.</summary>
    public bool Deferred { get; set; }
}
