namespace Rsg;

/// <summary>The training loop: stochastic gradient descent with momentum, and the learning rate's schedule. Epochs count from 0.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainAttribute : Attribute
{
    /// <summary>How many times the training set is gone through; at least 1. Default 200.</summary>
    public int Epochs { get; set; } = 200;

    /// <summary>Images in a step; at least 2. Default 128.</summary>
    public int BatchSize { get; set; } = 128;

    /// <summary>The learning rate before any decay; positive. Default 0.1.</summary>
    public double LearningRate { get; set; } = 0.1;

    /// <summary>How the learning rate falls. Default <see cref="Schedule.MultiStep"/>.</summary>
    public Schedule Schedule { get; set; } = Schedule.MultiStep;

    /// <summary>The epoch that the first decay, a deferred rebalancing and RSG's second phase share. Left out: the decay at which the learning rate falls to 0.001 or less, as in the paper (section 3), or else the first one, or 80 % of <see cref="Epochs"/>.</summary>
    public int BoundaryEpoch { get; set; }

    /// <summary>Epochs at which the learning rate is multiplied by <see cref="Gamma"/>, rising. Left out: the boundary epoch, and half-way from there to the end, as 160 and 180 are of 200.</summary>
    public int[] Milestones { get; set; } = [];

    /// <summary>Epochs from one decay to the next, of <see cref="Schedule.Step"/>; at least 1. Default 30.</summary>
    public int StepSize { get; set; } = 30;

    /// <summary>The factor on the learning rate at each decay; in (0, 1]. Default 0.01.</summary>
    public double Gamma { get; set; } = 0.01;

    /// <summary>The learning rate that <see cref="Schedule.Cosine"/> ends at; not negative. Default 0.</summary>
    public double FinalLearningRate { get; set; }

    /// <summary>Epochs over which the learning rate rises linearly at the start; 0 for none. Default 0.</summary>
    public int WarmupEpochs { get; set; }

    /// <summary>The momentum of the optimizer; in [0, 1). Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>The weight decay of the optimizer; not negative. Default 0.0002.</summary>
    public double WeightDecay { get; set; } = 2e-4;

    /// <summary>The largest L2 norm that all gradients may have together, as one vector and those of the RSG's per-class parameters included (<c>max_norm</c> of torch's <c>clip_grad_norm_</c>). Larger ones are scaled to it after the backward pass, before momentum and weight decay see them. Not negative; 0, the default, for no limit.</summary>
    public double GradientClip { get; set; }

    /// <summary>The epoch threshold T_th of Algorithm 1: RSG generates samples from this epoch on. Left out: <see cref="BoundaryEpoch"/>.</summary>
    public int GenerateFromEpoch { get; set; }
}
