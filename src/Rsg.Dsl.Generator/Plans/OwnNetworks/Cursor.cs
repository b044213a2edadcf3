using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;

namespace Rsg.Dsl.Plans.OwnNetworks;

/// <summary>
/// What arrives at the layer that is read next: in the network itself a shape in numbers, in a block what is known in terms of its parameters.
/// </summary>
internal sealed class Cursor
{
    private readonly ShapeInference? inference;

    private Cursor(ShapeInference? inference, Shape? shape, Flow flow) => (this.inference, Shape, Flow) = (inference, shape, flow);

    /// <summary>The shape, where it is known in numbers: in the network, up to the first layer that does not fit.</summary>
    public Shape? Shape { get; private set; }

    public Flow Flow { get; private set; }

    public static Cursor AtImages(Shape images, ShapeInference inference) => new(inference, images, FlowOf(images));

    public static Cursor InBlock(Dim inChannels) => new(null, null, new Flow(inChannels, Positions: null, Stride: 1));

    /// <summary>The same place, for a path of its own.</summary>
    public Cursor Fork() => new(inference, Shape, Flow);

    /// <summary>Goes behind a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="behind">What is known behind it where no number is.</param>
    public void Pass(Node node, Flow behind) => Set(Shape is { } shape ? inference?.Run(node, shape, Bindings.None) : null, behind);

    /// <summary>Gives up the shape: something before is wrong, and what would be said of shapes behind it may only follow from that.</summary>
    public void LoseShape() => Shape = null;

    /// <summary>Gives up what is known in terms of parameters too, and stands in for it.</summary>
    public void LoseFlow() => (Shape, Flow) = (null, Flow.StandIn);

    /// <summary>Goes behind branches whose paths were read on forks of this place.</summary>
    public void Join(Branches branches, IReadOnlyList<Cursor> ends)
    {
        var channels = branches.Merge == Merge.Concat
            ? ends.Aggregate((Dim?)0, static (sum, end) => sum is null || end.Flow.Channels is null ? null : sum + end.Flow.Channels)
            : ends[0].Flow.Channels;

        // A gate of single values scales maps, and maps they stay.
        var largest = ends.FirstOrDefault(static end => end.Flow.Positions is null) ?? ends[0];
        Set(inference?.Join(branches, ends.Select(static end => end.Shape).ToList()), largest.Flow with { Channels = channels });
    }

    private static Flow FlowOf(Shape shape) => new(shape.Channels, shape.Positions <= int.MaxValue ? (Dim)(int)shape.Positions : null, Stride: 1);

    private void Set(Shape? shape, Flow behind) => (Shape, Flow) = (shape, shape is null ? behind : FlowOf(shape));
}
