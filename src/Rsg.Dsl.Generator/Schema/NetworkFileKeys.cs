namespace Rsg.Dsl.Schema;

/// <summary>The keys by which a file builds a network of its own from layers. What each layer takes stands with its op.</summary>
internal static class NetworkFileKeys
{
    /// <summary>The keys of <c>network</c>.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> OfNetwork =
    [
        ("stem", "The layers before the first stage."),
        ("stages", "The stages in order: each a list of layers, or a name with layers. The RSG may stand behind any of them."),
        ("head", "The layers between the last stage and the classifier, which follows by itself; left out: globalAvgPool, where maps arrive."),
    ];

    /// <summary>The keys of a stage that is not a mere list.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> OfStage =
    [
        ("name", "The name of the stage; left out: stage1, stage2, ..."),
        ("layers", "The layers of the stage."),
    ];

    /// <summary>The keys of a block.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> OfBlock =
    [
        ("parameters", "The numbers that each use says, with a default where there is one; layers name them as in $out or $growth * 4."),
        ("layers", "The layers of a block without a shortcut."),
        ("main", "The layers of the main path, where a shortcut stands beside it."),
        ("shortcut", "What stands beside the main path: identity, which is usual, projection (a convolution and a normalisation, where shapes differ), zeroPad, or layers."),
        ("merge", "How the main path and the shortcut are joined: add, which is usual, concat or multiply."),
        ("after", "The layers behind the rest."),
    ];

    /// <summary>The keys of <c>branches</c>.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> OfBranches =
    [
        ("paths", "At least two lists of layers that all start from what arrives, perhaps each with a name; an empty one hands it on."),
        ("merge", "How the paths are joined: concat, which is usual, add or multiply."),
    ];

    /// <summary>The keys of the use of a block, beside its parameters.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> OfUse =
    [
        ("repeat", "How often the block stands there, one behind the other."),
        ("name", "The name of its weights."),
    ];

    /// <summary>The words of a block's shortcut.</summary>
    public static readonly IReadOnlyList<string> Shortcuts = ["identity", "projection", "zeroPad"];

    /// <summary>The words of a merge.</summary>
    public static readonly IReadOnlyList<string> Merges = ["add", "concat", "multiply"];

    public static IReadOnlyList<string> Names(IReadOnlyList<(string Name, string Doc)> keys) => [.. keys.Select(static key => key.Name)];
}
