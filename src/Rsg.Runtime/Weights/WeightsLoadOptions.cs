namespace Rsg.Weights;

/// <summary>What may differ between a file of pre-trained weights and the network that takes them. Everything else is an error.</summary>
/// <remarks>A name that ends with a dot stands for all names that begin with it (<c>"fc."</c>); another stands for itself (<c>"fc.bias"</c>).</remarks>
public sealed record WeightsLoadOptions
{
    /// <summary>
    /// Names of the file and what the network calls them, applied one after the other: <c>("module.", "")</c> takes a beginning away,
    /// <c>("", "backbone.")</c> puts one before every name, <c>("fc.weight", "linear.weight")</c> changes one name. Default none.
    /// </summary>
    public IReadOnlyList<(string From, string To)> Rename { get; init; } = [];

    /// <summary>Names, after renaming, whose tensors stay in the file, and which the network need not find there: <c>"fc."</c> leaves a classifier of other classes. Default none.</summary>
    public IReadOnlyList<string> Leave { get; init; } = [];

    /// <summary>Names of the network that may keep their start values because the file does not have them. Default none.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];
}
