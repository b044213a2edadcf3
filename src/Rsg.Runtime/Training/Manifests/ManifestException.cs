namespace Rsg.Training;

/// <summary>The run in a folder is another one: its model, its images or its settings are not those that it was begun with.</summary>
public sealed class ManifestException : Exception
{
    internal ManifestException(string path, IReadOnlyList<ManifestDifference> differences)
        : base(
            $"The run of '{path}' cannot be gone on with: it was begun with something else than this. Choose another folder, delete this one if what was trained in it may go, or make again what it was:"
            + string.Concat(differences.Select(difference => "\n  " + difference)))
        => Differences = differences;

    internal ManifestException(string path, string problem, Exception? cause = null)
        : base($"The manifest '{path}' cannot be read: {problem}", cause)
        => Differences = [];

    /// <summary>What differs; empty where the manifest itself cannot be read.</summary>
    public IReadOnlyList<ManifestDifference> Differences { get; }
}
