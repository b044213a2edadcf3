using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of the training loop: defaults from the paper's CIFAR setting and, where that is silent, the released code.</summary>
internal static class TrainKeys
{
    public static readonly Key Epochs = Key.Whole("epochs", 200, NumberRange.AtLeast(1).AtMost(1_000_000), "How many times the training set is gone through.");

    public static readonly Key BatchSize = Key.Whole("batchSize", 128, NumberRange.AtLeast(2).AtMost(1_000_000), "The images in a step.");

    public static readonly Key LearningRate = Key.Number("learningRate", 0.1, NumberRange.Above(0), "The learning rate before any decay.");

    public static readonly Key Schedule = Key.Word("schedule", ScheduleKind.MultiStep, "How the learning rate falls: at milestones, every few epochs, along half a cosine, or not at all.");

    public static readonly Key BoundaryEpoch = Key.Whole(
        "boundaryEpoch", NumberRange.AtLeast(0).AtMost(1_000_000), "The epoch that the first decay, a deferred rebalancing and the RSG's second phase share.") with
    {
        Otherwise = "the decay at which the learning rate falls to 0.001 or less (section 3), or else the first one, or 80 % of the epochs",
    };

    public static readonly Key Milestones = (Key.WholeNumbers("milestones", NumberRange.AtLeast(1).AtMost(1_000_000), "The epochs at which the learning rate is decayed, rising; an empty list for none.") with
    {
        Otherwise = "the boundary epoch, and half-way from there to the end",
    }).OnlyWith(Schedule, ScheduleKind.MultiStep);

    public static readonly Key StepSize = Key.Whole("stepSize", 30, NumberRange.AtLeast(1).AtMost(1_000_000), "The epochs from one decay to the next, of the schedule in steps.")
        .OnlyWith(Schedule, ScheduleKind.Step);

    public static readonly Key Gamma = Key.Number("gamma", 0.01, NumberRange.Above(0).AtMost(1), "The factor on the learning rate at each decay.")
        .OnlyWith(Schedule, ScheduleKind.MultiStep, ScheduleKind.Step);

    public static readonly Key FinalLearningRate = Key.Number("finalLearningRate", 0, NumberRange.AtLeast(0), "The learning rate that the cosine ends at; at most the one that it begins at.")
        .OnlyWith(Schedule, ScheduleKind.Cosine);

    public static readonly Key WarmupEpochs = Key.Whole("warmupEpochs", 0, NumberRange.AtLeast(0).AtMost(1_000_000), "Epochs over which the learning rate rises linearly at the start.");

    public static readonly Key Momentum = Key.Number("momentum", 0.9, NumberRange.AtLeast(0).Below(1), "The momentum of the optimizer.");

    public static readonly Key WeightDecay = Key.Number("weightDecay", 2e-4, NumberRange.AtLeast(0), "The weight decay of the optimizer.");

    public static readonly Key GradientClip = Key.Number(
        "gradientClip", 0, NumberRange.AtLeast(0), "The largest L2 norm of all gradients as one vector; larger ones are scaled to it before a step, as torch's clip_grad_norm_ does. 0 for no limit.");

    public static readonly Key GenerateFromEpoch = Key.Whole(
        "generateFromEpoch", NumberRange.AtLeast(0).AtMost(1_000_000), "T_th of Algorithm 1: the RSG generates samples from this epoch on.") with
    {
        Otherwise = "the boundary epoch",
    };

    public static readonly EquatableArray<Key> All =
    [
        Epochs, BatchSize, LearningRate, Schedule, BoundaryEpoch, Milestones, StepSize, Gamma, FinalLearningRate, WarmupEpochs, Momentum, WeightDecay, GradientClip, GenerateFromEpoch,
    ];
}
