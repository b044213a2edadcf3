using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>Paths that all start from the same tensor, and are merged at their ends.</summary>
internal sealed record Branches(Merge Merge, EquatableArray<Branch> Paths) : Node
{
    public static Branches Of(Merge merge, params Branch[] paths) => new(merge, new(paths));
}

/// <summary>One path.</summary>
/// <param name="Name">What it is called in C# where it needs a variable of its own.</param>
/// <param name="Body">What it does.</param>
internal sealed record Branch(string Name, Node Body);

/// <summary>How the ends of branches become one tensor.</summary>
internal enum Merge
{
    /// <summary>Element by element; the shapes must be equal.</summary>
    Add,

    /// <summary>Channel behind channel; heights and widths must be equal.</summary>
    Concat,

    /// <summary>Element by element; a path of 1 x 1 maps scales whole channels.</summary>
    Multiply,
}
