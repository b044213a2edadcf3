namespace Rsg;

/// <summary>Draws the training images so that rare classes are seen more often: from the start, or deferred to an epoch (DRS, Cao et al. 2019). Only labels are read for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResampleAttribute : Attribute
{
    /// <summary>How the images of an epoch are drawn. Default <see cref="Sampler.EffectiveNumber"/>.</summary>
    public Sampler Sampler { get; set; } = Sampler.EffectiveNumber;

    /// <summary>The beta of (1 - beta) / (1 - beta^n), for <see cref="Sampler.EffectiveNumber"/> only; in [0, 1). Default 0.9999.</summary>
    public double Beta { get; set; } = 0.9999;

    /// <summary>The first epoch with it, counted from 0; not negative. Default 0: from the start.</summary>
    public int FromEpoch { get; set; }

    /// <summary>Whether it begins at the boundary epoch of the training, with the decay of the learning rate, in place of an epoch of its own. Default false.</summary>
    public bool Deferred { get; set; }
}
