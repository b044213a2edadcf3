using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>Nodes one after another. Without any it is the identity.</summary>
internal sealed record Sequence(EquatableArray<Node> Nodes) : Node
{
    public static readonly Sequence Identity = Of();

    public static Sequence Of(params Node[] nodes) => new(new EquatableArray<Node>(nodes));
}
