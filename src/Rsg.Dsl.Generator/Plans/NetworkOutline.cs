using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>What the planner of the RSG needs of a network: the parts between which it can be cut.</summary>
/// <param name="Name">The network, for messages.</param>
/// <param name="Parts">The parts in order; the last one is the head.</param>
internal sealed record NetworkOutline(string Name, EquatableArray<OutlinePart> Parts)
{
    /// <summary>The index of the last part behind which the network can be cut: the one before the head.</summary>
    public int LastCut => Parts.Count - 2;

    public static NetworkOutline Of(NetworkGraph graph)
        => new(graph.Name, graph.Parts.Select(part => new OutlinePart(part.Name, part.Stage, graph.HasShapes ? part.Output : null)).ToEquatableArray());
}

/// <summary>A part of a network by whose name it can be cut.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stage">The number of the stage that it ends, if it ends one.</param>
/// <param name="Output">The shape behind it, where the compiler can know it.</param>
internal sealed record OutlinePart(string Name, int? Stage, Shape? Output);
