using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Emission;

/// <summary>The names that the generated part of a class declares: C# lets no class have one of them as its own name.</summary>
internal static class MemberNames
{
    /// <summary>The public surface, which every model has.</summary>
    public static readonly IReadOnlyCollection<string> Always = new HashSet<string>(StringComparer.Ordinal)
    {
        "ClassCount",
        "InputChannels",
        "InputHeight",
        "InputWidth",
        "ParameterCount",
        "forward",
        "RegisterComponents",
        "ExtractFeatures",
        "Classify",
        "Predict",
        "Summary",
        "SaveWeights",
        "LoadWeights",
        "Trainer",
    };

    /// <summary>What a model has whose classes have names.</summary>
    public static readonly IReadOnlyCollection<string> OfNamedClasses = new HashSet<string>(LabelsEmitter.Members, StringComparer.Ordinal);

    /// <summary>What a model has that is made of the user's own modules.</summary>
    public static readonly IReadOnlyCollection<string> OfOwnModules = new HashSet<string>(StringComparer.Ordinal) { "Measured" };

    /// <summary>What the trainer of some model has beside its methods: no part of the project's own may use these names, whatever this model's has.</summary>
    public static readonly IReadOnlyCollection<string> OfTrainer = new HashSet<string>(StringComparer.Ordinal)
    {
        "Epochs",
        "BatchSize",
        "GenerateFromEpoch",
        "ReweightFromEpoch",
        "CescWeight",
        "MvWeight",
        "network",
        "rsg",
        "loss",
        "classWeights",
        "optimizer",
        "classCounts",
        "batches",
        "progress",
        "device",
        "Epoch",
        "SampleGenerator",
    };

    /// <summary>The methods of a trainer, with the number of their parameters: an overload with another number may stand beside one.</summary>
    public static readonly IReadOnlyDictionary<string, int> MethodsOfTrainer = new Dictionary<string, int>
    {
        ["LearningRateAt"] = 1,
        ["TrainStep"] = 2,
        ["StartEpoch"] = 1,
        ["TrainEpoch"] = 0,
        ["Fit"] = 1,
        ["Evaluate"] = 1,
        ["Dispose"] = 0,
    };

    /// <summary>The layers and blocks of one network.</summary>
    public static IEnumerable<string> Of(NetworkGraph graph) => ClassMembers.Of(graph).All
        .Select(static member => member.Identifier)
        .Concat(graph.Blocks.Select(static block => block.ClassName));
}
