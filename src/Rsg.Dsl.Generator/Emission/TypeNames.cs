using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Emission;

/// <summary>
/// The short names that emitted code uses. Each becomes an alias inside the model's own namespace, so that nothing that the project
/// imports can change its meaning; where the project has a type of that very name in that place, the full name is written instead.
/// </summary>
internal sealed class TypeNames(EquatableArray<string> hidden)
{
    private static readonly SortedDictionary<string, string> FullNames = new(StringComparer.Ordinal)
    {
        ["AddTo"] = "Rsg.AddTo",
        ["BatchLoader"] = "Rsg.Data.BatchLoader",
        ["BatchNorm2d"] = "TorchSharp.Modules.BatchNorm2d",
        ["ClassCounts"] = "Rsg.Balancing.ClassCounts",
        ["Conv2d"] = "TorchSharp.Modules.Conv2d",
        ["CrossEntropyLoss"] = "Rsg.Losses.CrossEntropyLoss",
        ["DatasetShape"] = "Rsg.Data.DatasetShape",
        ["Device"] = "TorchSharp.torch.Device",
        ["Displacement"] = "Rsg.Displacement",
        ["EffectiveNumber"] = "Rsg.Balancing.EffectiveNumber",
        ["Enumerable"] = "System.Linq.Enumerable",
        ["EpochReport"] = "Rsg.Training.EpochReport",
        ["EvaluationResult"] = "Rsg.Evaluation.EvaluationResult",
        ["Evaluator"] = "Rsg.Evaluation.Evaluator",
        ["Form"] = "Rsg.Form",
        ["FrequentClasses"] = "Rsg.Balancing.FrequentClasses",
        ["HeInitialization"] = "Rsg.Layers.HeInitialization",
        ["IDisposable"] = "System.IDisposable",
        ["IImageDataset"] = "Rsg.Data.IImageDataset",
        ["ITrainingObserver"] = "Rsg.Training.ITrainingObserver",
        ["LdamLoss"] = "Rsg.Losses.LdamLoss",
        ["Linear"] = "TorchSharp.Modules.Linear",
        ["ModuleList"] = "TorchSharp.Modules.ModuleList",
        ["MvTerms"] = "Rsg.MvTerms",
        ["NormedLinear"] = "Rsg.Layers.NormedLinear",
        ["RareSampleGenerator"] = "Rsg.Generation.RareSampleGenerator",
        ["RareSampleGeneratorOptions"] = "Rsg.Generation.RareSampleGeneratorOptions",
        ["SGD"] = "TorchSharp.Modules.SGD",
        ["StepLosses"] = "Rsg.Training.StepLosses",
        ["Tensor"] = "TorchSharp.torch.Tensor",
        ["TrainingProgress"] = "Rsg.Training.TrainingProgress",
        ["TrainingStart"] = "Rsg.Training.TrainingStart",
        ["WeightsFile"] = "Rsg.Weights.WeightsFile",
        ["ZeroPadShortcut"] = "Rsg.Layers.ZeroPadShortcut",
        ["nn"] = "TorchSharp.torch.nn",
        ["torch"] = "TorchSharp.torch",
    };

    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Every name that an alias may be made for.</summary>
    public static IEnumerable<string> ShortNames => FullNames.Keys;

    /// <summary>How a type is written: by its short name, where that is free.</summary>
    public string this[string shortName]
    {
        get
        {
            var fullName = "global::" + FullNames[shortName];
            if (hidden.Contains(shortName))
            {
                return fullName;
            }

            used.Add(shortName);
            return shortName;
        }
    }

    /// <summary>The using directives for the names that were asked for.</summary>
    public void WriteAliases(SourceWriter writer)
    {
        foreach (var name in used)
        {
            writer.Line($"using {name} = global::{FullNames[name]};");
        }
    }
}
