namespace Rsg.Data;

/// <summary>An image, a line of a list or a class that cannot be used, and why.</summary>
/// <param name="Path">The image or folder, relative to the root; empty where a line names none.</param>
/// <param name="List">The list it stands in; <see langword="null"/> for a folder of images.</param>
/// <param name="Place">Where in the list, such as <c>line 5</c> (counted from 1) or <c>annotations[5]</c> (counted from 0); <see langword="null"/> if nowhere.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
public sealed record SkippedImage(string Path, string? List, string? Place, string Reason)
{
    /// <summary>List, place and reason in one line.</summary>
    public override string ToString() => (List, Place) switch
    {
        (null, _) => Reason,
        (_, null) => $"'{List}': {Reason}",
        _ => $"'{List}', {Place}: {Reason}",
    };
}
