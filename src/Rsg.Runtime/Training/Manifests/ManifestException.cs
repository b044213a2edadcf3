namespace Rsg.Training;

/// <summary>The run in a folder is another one: its model, its images or its settings are not those that it was begun with.</summary>
public sealed class ManifestException : Exception
{
    internal ManifestException(string path, IReadOnlyList<ManifestDifference> differences)
        : base(
            $"The run of '{path}' cannot be resumed: it was begun with something else. Choose another folder, delete this one if what was trained in it may go, or make again what it was:"
            + string.Concat(ToRead(differences).Select(difference => "\n  " + difference)))
        => Differences = differences;

    internal ManifestException(string path, string problem, Exception? cause = null)
        : base($"The manifest '{path}' cannot be read: {problem}", cause)
        => Differences = [];

    /// <summary>The hash says nothing to a reader beside the lines that it is of.</summary>
    private static IEnumerable<ManifestDifference> ToRead(IReadOnlyList<ManifestDifference> differences)
        => differences.Count == 1 ? differences : differences.Where(difference => difference.Key != RunManifest.DeclarationHashKey);

    /// <summary>What differs; empty where the manifest itself cannot be read.</summary>
    public IReadOnlyList<ManifestDifference> Differences { get; }
}
