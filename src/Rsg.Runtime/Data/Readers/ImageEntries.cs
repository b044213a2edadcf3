namespace Rsg.Data;

/// <summary>The images of a set of files: 12 bytes and a path each.</summary>
/// <param name="Paths">Paths relative to the root, with <c>/</c> between folders.</param>
/// <param name="Labels">The class of each.</param>
/// <param name="Positions">Where each stands in the list; empty where there is no list.</param>
internal sealed record ImageEntries(PathList Paths, int[] Labels, int[] Positions)
{
    /// <summary>The entries at these indices.</summary>
    public ImageEntries Where(IReadOnlyList<int> indices) => new(
        Paths.Where(indices),
        [.. indices.Select(index => Labels[index])],
        Positions.Length == 0 ? [] : [.. indices.Select(index => Positions[index])]);
}
