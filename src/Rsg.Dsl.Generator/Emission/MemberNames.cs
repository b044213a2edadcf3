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
        "ExtractFeatures",
        "Classify",
        "Predict",
        "SaveWeights",
        "LoadWeights",
        "Trainer",
    };

    /// <summary>The layers and blocks of one network.</summary>
    public static IEnumerable<string> Of(NetworkGraph graph) => graph.Parts
        .SelectMany(static part => part.Uses.Count > 0 ? [part.Name] : part.Modules.Select(static layer => layer.Name))
        .Concat(graph.Blocks.Select(static block => block.ClassName));
}
