namespace Rsg.Training;

/// <summary>Something that is not the same in the manifest of a folder and in the run that is to go on there.</summary>
/// <param name="Key">What it is: <c>loss.kind</c>.</param>
/// <param name="Saved">What the manifest has; <see langword="null"/> where it has nothing of it.</param>
/// <param name="Now">What it is now; <see langword="null"/> where there is nothing of it.</param>
public sealed record ManifestDifference(string Key, string? Saved, string? Now)
{
    /// <summary>As in <c>loss.kind: ldam -> focal</c>.</summary>
    public override string ToString() => $"{Key}: {Saved ?? "nothing"} -> {Now ?? "nothing"}";
}
