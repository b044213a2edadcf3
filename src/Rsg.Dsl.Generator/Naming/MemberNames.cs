namespace Rsg.Dsl.Naming;

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
        "LogitScale",
        "forward",
        "RegisterComponents",
        "ExtractFeatures",
        "Classify",
        "Predict",
        "CreatePredictor",
        "Folded",
        "Summary",
        "Declaration",
        "Preparation",
        "SaveWeights",
        "LoadWeights",
        "ExportOnnx",
        "Trainer",
    };

    /// <summary>What every class has that derives from TorchSharp's module: a field of such a name would hide it.</summary>
    public static readonly IReadOnlyCollection<string> Inherited = new HashSet<string>(StringComparer.Ordinal)
    {
        "ClearModules", "ConditionallyRegisterBuffer", "ConditionallyRegisterParameter", "Create", "Dispose", "Equals", "Finalize",
        "GetDefaultDeviceAndType", "GetHashCode", "GetName", "GetType", "HType", "HookRemover", "MemberwiseClone", "ReferenceEquals",
        "RegisterComponents", "ReplaceBuffer", "ReplaceParameter", "ToString", "_deviceIndex", "_deviceType", "_internal_buffers",
        "_internal_params", "_internal_submodules", "_named_buffers", "_named_parameters", "_parameters", "_to", "_toEpilog", "add_module",
        "apply", "buffers", "call", "children", "eval", "forward", "get_buffer", "get_parameter", "has_buffer", "has_parameter", "load",
        "load_state_dict", "module_post_hooks", "module_pre_hooks", "modules", "name", "named_buffers", "named_children", "named_modules",
        "named_parameters", "parameters", "post_hooks", "pre_hooks", "register_buffer", "register_forward_hook",
        "register_forward_pre_hook", "register_module", "register_parameter", "save", "save_state_dict", "state_dict", "train", "training",
        "zero_grad",
    };

    /// <summary>The variables of emitted methods: a field of such a name would be hidden by them.</summary>
    public static readonly IReadOnlyList<string> Variables = ["x", "scope", "input", "images", "features", "i", "onnx"];

    /// <summary>What a model has whose classes have names.</summary>
    public static readonly IReadOnlyCollection<string> OfNamedClasses = new HashSet<string>(StringComparer.Ordinal) { "Label", "ClassNames", "PredictLabels" };

    /// <summary>The list of the variants of a file with a matrix, in the class of the file's name.</summary>
    public const string OfVariants = "All";

    /// <summary>
    /// What means something in every emitted class: no layer, parameter or block of a file can have such a name there. <c>nameof</c> is no
    /// keyword, and gives way to whatever else has its name.
    /// </summary>
    public static readonly IReadOnlyCollection<string> Taken = new HashSet<string>(
        Always.Concat(OfNamedClasses).Concat(Inherited).Concat(TypeNames.ShortNames).Append(OfVariants).Append("nameof"), StringComparer.Ordinal);

    /// <summary>What a model has that is made of the user's own modules.</summary>
    public static readonly IReadOnlyCollection<string> OfOwnModules = new HashSet<string>(StringComparer.Ordinal) { "Measured" };

    /// <summary>What the trainer of some model has beside its methods: no part of the project's own may use these names, whatever this model's has.</summary>
    public static readonly IReadOnlyCollection<string> OfTrainer = new HashSet<string>(StringComparer.Ordinal)
    {
        "Epochs",
        "BatchSize",
        "GenerateFromEpoch",
        "RebalanceFromEpoch",
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
        "ScheduleEpoch",
        "TotalEpochs",
        "SampleGenerator",
        "StepsDone",
        "setup",
        "state",
    };

    /// <summary>The methods of a trainer, with the number of their parameters: an overload with another number may stand beside one.</summary>
    public static readonly IReadOnlyDictionary<string, int> MethodsOfTrainer = new Dictionary<string, int>
    {
        ["LearningRateAt"] = 1,
        ["FirstEpochFrom"] = 1,
        ["TrainStep"] = 2,
        ["StartEpoch"] = 1,
        ["TrainEpoch"] = 2,
        ["Fit"] = 2,
        ["SaveCheckpoint"] = 1,
        ["LoadCheckpoint"] = 1,
        ["Evaluate"] = 2,
        ["Dispose"] = 0,
    };
}
