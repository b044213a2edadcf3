namespace Rsg.Dsl.Plans;

/// <summary>The numbers of the training loop: defaults from the paper's CIFAR setting and, where that is silent, the released code.</summary>
internal static class TrainingParameters
{
    public static readonly Parameter Epochs = Parameter.Whole("epochs", 200, NumberRange.AtLeast(1).AtMost(1_000_000));
    public static readonly Parameter BatchSize = Parameter.Whole("batchSize", 128, NumberRange.AtLeast(2).AtMost(1_000_000));
    public static readonly Parameter LearningRate = new("learningRate", 0.1, NumberRange.Above(0));
    public static readonly Parameter Gamma = new("gamma", 0.01, NumberRange.Above(0).AtMost(1));
    public static readonly Parameter WarmupEpochs = Parameter.Whole("warmupEpochs", 0, NumberRange.AtLeast(0).AtMost(1_000_000));
    public static readonly Parameter Momentum = new("momentum", 0.9, NumberRange.AtLeast(0).Below(1));
    public static readonly Parameter WeightDecay = new("weightDecay", 2e-4, NumberRange.AtLeast(0));

    public static readonly Parameter ReweightBeta = new("beta", 0.9999, NumberRange.AtLeast(0).Below(1));
    public static readonly Parameter ReweightFromEpoch = Parameter.Whole("fromEpoch", 0, NumberRange.AtLeast(0).AtMost(1_000_000));

    public static readonly IReadOnlyList<Parameter> All = [Epochs, BatchSize, LearningRate, Gamma, WarmupEpochs, Momentum, WeightDecay];
    public static readonly IReadOnlyList<Parameter> Reweighting = [ReweightBeta, ReweightFromEpoch];
}
