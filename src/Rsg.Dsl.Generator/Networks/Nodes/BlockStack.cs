using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>Blocks one after another, under one name: a stage of a residual network.</summary>
/// <param name="Name">The name of its state: <c>layer1</c>.</param>
/// <param name="Uses">The blocks in order.</param>
/// <param name="ChildPrefix">What stands before a block's number in its state name: <c>denselayer</c>.</param>
/// <param name="FirstNumber">The number of the first block.</param>
internal sealed record BlockStack(string Name, EquatableArray<BlockUse> Uses, string ChildPrefix = "", int FirstNumber = 0) : Node
{
    /// <summary>A stage whose first block changes the shape and whose further ones keep it.</summary>
    public static BlockStack Residual(string name, Block block, int count, EquatableArray<Dim> first, EquatableArray<Dim> further)
        => first.Equals(further) || count == 1
            ? new(name, [new BlockUse(block, first, count)])
            : new(name, [new BlockUse(block, first, 1), new BlockUse(block, further, count - 1)]);
}

/// <summary>A block with its numbers, repeated.</summary>
/// <param name="Block">The block.</param>
/// <param name="Arguments">What it gives the block's parameters; <see cref="Index"/> in it counts the repeats from 0.</param>
/// <param name="Repeat">How many times.</param>
internal sealed record BlockUse(Block Block, EquatableArray<Dim> Arguments, Dim Repeat) : Node
{
    /// <summary>The number of a repeat, from 0; in C# the variable of a loop.</summary>
    public static readonly Dim Index = Dim.Of(IndexName);

    public const string IndexName = "i";
}
