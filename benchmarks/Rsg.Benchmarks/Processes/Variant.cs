namespace Rsg.Benchmarks.Processes;

/// <summary>One side of a comparison: work in a process of its own, and what it is told.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Work">A name that <see cref="MeasuredWork"/> knows.</param>
/// <param name="Arguments">What the work is told.</param>
internal sealed record Variant(string Name, string Work, params string[] Arguments)
{
    /// <summary>Variables that only this side gets; one without a value is taken away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
