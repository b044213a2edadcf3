using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>A single use of a block.</summary>
/// <param name="Name">The name of its state: <c>inception3a</c>.</param>
/// <param name="Block">The block.</param>
/// <param name="Arguments">What it gives the block's parameters.</param>
internal sealed record BlockInstance(string Name, Block Block, EquatableArray<Dim> Arguments) : Node;
