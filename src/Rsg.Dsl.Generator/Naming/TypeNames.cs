using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Naming;

/// <summary>
/// The short names that emitted code uses, and what it imports for them. The imports stand inside the model's own namespace, where
/// nothing that the project imports can change their meaning; where that namespace has a type of such a name itself, the full name is
/// written instead.
/// </summary>
internal sealed class TypeNames(EquatableArray<string> hidden)
{
    private const string StaticTorch = "static global::TorchSharp.torch";

    /// <summary>Short name: what contains the type, and the directive that imports it; an alias where an imported name would be ambiguous.</summary>
    private static readonly IReadOnlyDictionary<string, (string Container, string? Import)> Types = OfCatalogues(new()
    {
        ["AddTo"] = ("Rsg", null),
        ["Array"] = ("System", null),
        ["ArgumentNullException"] = ("System", null),
        ["ArgumentOutOfRangeException"] = ("System", null),
        ["BatchLabels"] = ("Rsg.Data", null),
        ["BatchLoader"] = ("Rsg.Data", null),
        ["BatchNorm2d"] = ("TorchSharp.Modules", null),
        ["Action"] = ("System", null),
        ["CancellationToken"] = ("System.Threading", null),
        ["ChannelStatistics"] = ("Rsg.Data", null),
        ["ChannelsLast"] = ("Rsg.Layers", null),
        ["ClassCounts"] = ("Rsg.Balancing", null),
        ["Conv2d"] = ("TorchSharp.Modules", null),
        ["Crop"] = ("Rsg", null),
        ["DatasetShape"] = ("Rsg.Data", null),
        ["DeferredSampler"] = ("Rsg.Balancing", null),
        ["Device"] = ("TorchSharp.torch", StaticTorch),
        ["Displacement"] = ("Rsg", null),
        ["EffectiveNumber"] = ("Rsg.Balancing", null),
        ["EpochReport"] = ("Rsg.Training", null),
        ["EvaluationMode"] = ("Rsg.Evaluation", null),
        ["EvaluationResult"] = ("Rsg.Evaluation", null),
        ["Evaluator"] = ("Rsg.Evaluation", null),
        ["Fan"] = ("Rsg.Layers", null),
        ["FoldableBatchNorm"] = ("Rsg.Layers", null),
        ["FoldedNetwork"] = ("Rsg.Layers", null),
        ["Form"] = ("Rsg", null),
        ["FrequentClasses"] = ("Rsg.Balancing", null),
        ["FusedSgd"] = ("Rsg.Training", null),
        ["HeInitialization"] = ("Rsg.Layers", null),
        ["IImageDataset"] = ("Rsg.Data", null),
        ["ImagePreparation"] = ("Rsg.Data", null),
        ["IReadOnlyList"] = ("System.Collections.Generic", null),
        ["IOnnxModule"] = ("Rsg.Onnx", null),
        ["ISampler"] = ("Rsg.Balancing", null),
        ["ITrainer"] = ("Rsg.Training", null),
        ["ITrainingObserver"] = ("Rsg.Training", null),
        ["LayerSummary"] = ("Rsg.Summaries", null),
        ["Linear"] = ("TorchSharp.Modules", null),
        ["LinearStart"] = ("Rsg.Layers", null),
        ["Math"] = ("System", null),
        ["MapGroupNorm"] = ("Rsg.Layers", null),
        ["MeasuredNetwork"] = ("Rsg.Summaries", null),
        ["ModelSummary"] = ("Rsg.Summaries", null),
        ["ModelVariant"] = ("Rsg.Training", null),
        ["ModuleScope"] = ("Rsg.Layers", null),
        ["MvTerms"] = ("Rsg", null),
        ["NormalInitialization"] = ("Rsg.Layers", null),
        ["NormedLinear"] = ("Rsg.Layers", null),
        ["OnnxDescription"] = ("Rsg.Onnx", null),
        ["OnnxFile"] = ("Rsg.Onnx", null),
        ["OnnxGraph"] = ("Rsg.Onnx", null),
        ["OnnxOptions"] = ("Rsg.Onnx", null),
        ["OnnxTensor"] = ("Rsg.Onnx", null),
        ["Predictor"] = ("Rsg.Inference", null),
        ["RareSampleGenerator"] = ("Rsg.Generation", null),
        ["RareSampleGeneratorOptions"] = ("Rsg.Generation", null),
        ["ResolvedDeclaration"] = ("Rsg.Training", null),
        ["Sequential"] = ("TorchSharp.Modules", null),
        ["ShuffleSampler"] = ("Rsg.Balancing", null),
        ["StepLosses"] = ("Rsg.Training", null),
        ["Tensor"] = ("TorchSharp.torch", StaticTorch),
        ["TorchLibraries"] = ("Rsg.Native", null),
        ["TrainingProgress"] = ("Rsg.Training", null),
        ["TrainingSetup"] = ("Rsg.Training", null),
        ["TrainingStart"] = ("Rsg.Training", null),
        ["TrainingState"] = ("Rsg.Training", null),
        ["VariantChoice"] = ("Rsg.Training", null),
        ["WeightsFile"] = ("Rsg.Weights", null),
        ["ZeroPadShortcut"] = ("Rsg.Layers", null),
        ["nn"] = ("TorchSharp.torch", StaticTorch),
        ["torch"] = ("TorchSharp", null),
    });

    // Namespaces before types, as is the custom.
    private readonly SortedSet<string> namespaces = new(StringComparer.Ordinal);

    private readonly SortedSet<string> others = new(StringComparer.Ordinal);

    /// <summary>Every name that may be imported.</summary>
    public static IEnumerable<string> ShortNames => Types.Keys;

    /// <summary>The name of a type with all that contains it.</summary>
    public static string FullName(string shortName) => $"{Types[shortName].Container}.{shortName}";

    /// <summary>How a type is written: by its short name, where that is free.</summary>
    public string this[string shortName]
    {
        get
        {
            var (container, import) = Types[shortName];
            if (hidden.Contains(shortName))
            {
                return "global::" + FullName(shortName);
            }

            if (import is null)
            {
                namespaces.Add("global::" + container);
            }
            else
            {
                others.Add(import);
            }

            return shortName;
        }
    }

    /// <summary>Adds the losses, whose names may be those of TorchSharp's, and the samplers.</summary>
    private static Dictionary<string, (string Container, string? Import)> OfCatalogues(Dictionary<string, (string Container, string? Import)> types)
    {
        foreach (var loss in LossCatalogue.All)
        {
            types.Add(loss.TypeName, ("Rsg.Losses", $"{loss.TypeName} = global::Rsg.Losses.{loss.TypeName}"));
        }

        foreach (var sampler in SamplerCatalogue.All)
        {
            types.Add(sampler.TypeName, ("Rsg.Balancing", null));
        }

        return types;
    }

    /// <summary>Imports a namespace for its extension methods.</summary>
    public void ImportExtensionsOf(string name) => namespaces.Add("global::" + name);

    /// <summary>What stands behind <c>using</c> for the names that were asked for, in order.</summary>
    public IEnumerable<string> Imports => namespaces.Concat(others);
}
