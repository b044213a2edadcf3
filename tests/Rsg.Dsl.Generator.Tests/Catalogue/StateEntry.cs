namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>A tensor of a network's state: its name, its shape, and whether it is kept without being learned.</summary>
internal sealed record StateEntry(string Name, long[] Shape, bool IsBuffer)
{
    /// <summary>How many numbers it holds.</summary>
    public long Count => Shape.Aggregate(1L, static (product, size) => product * size);

    /// <summary>One line, so that a list of entries can be compared as text.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} [{string.Join(", ", Shape)}]");
}
