using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>
/// What arrives at the layer that is read next: in the network itself a shape in numbers, in a block what is known in terms of its parameters.
/// </summary>
internal sealed class Cursor
{
    private readonly ShapeInference? inference;

    /// <summary>Whether something before is wrong, so that what is not known follows from that.</summary>
    private bool isLost;

    private Cursor(ShapeInference? inference, Shape? shape, Flow flow, bool isLost)
        => (this.inference, Shape, Flow, this.isLost) = (inference, shape, flow, isLost);

    /// <summary>The shape, where it is known in numbers: in the network, up to the first layer that does not fit.</summary>
    public Shape? Shape { get; private set; }

    public Flow Flow { get; private set; }

    /// <param name="images">The shape of an image, where it is known.</param>
    /// <param name="inference">Computes the shapes behind.</param>
    public static Cursor AtImages(Shape? images, ShapeInference inference) => new(inference, images, images is null ? Flow.StandIn : FlowOf(images), isLost: images is null);

    public static Cursor InBlock(Dim inChannels) => new(null, null, new Flow(inChannels, Positions: null, Stride: 1), isLost: false);

    /// <summary>The same place, for a path of its own.</summary>
    public Cursor Fork() => new(inference, Shape, Flow, isLost);

    /// <summary>Goes behind a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="behind">What is known behind it where no number is.</param>
    public void Pass(Node node, Flow behind) => Set(Shape is { } shape ? inference?.Run(node, shape, Bindings.None) : null, behind);

    /// <summary>Gives up the shape: something before is wrong, and what would be said of shapes behind it may only follow from that.</summary>
    public void LoseShape() => (Shape, isLost) = (null, true);

    /// <summary>Gives up what is known in terms of parameters too, and stands in for it.</summary>
    public void LoseFlow() => (Shape, Flow, isLost) = (null, Flow.StandIn, true);

    /// <summary>Goes behind branches whose paths were read on forks of this place.</summary>
    public void Join(Branches branches, IReadOnlyList<Cursor> ends)
    {
        var channels = branches.Merge == Merge.Concat
            ? ends.Aggregate((Dim?)0, static (sum, end) => sum is null || end.Flow.Channels is null ? null : sum + end.Flow.Channels)
            : ends[0].Flow.Channels;
        isLost |= ends.Any(static end => end.isLost);

        // A gate of single values scales maps, and maps they stay.
        var largest = ends.FirstOrDefault(static end => end.Flow.Positions is null) ?? ends[0];
        Set(inference?.Join(branches, ends.Select(static end => end.Shape).ToList()), largest.Flow with { Channels = channels });
    }

    private static Flow FlowOf(Shape shape) => new(shape.Channels, shape.Positions <= int.MaxValue ? (Dim)(int)shape.Positions : null, Stride: 1);

    private void Set(Shape? shape, Flow behind)
    {
        isLost |= shape is null && inference is not null;
        Shape = shape;
        Flow = shape is not null ? FlowOf(shape)
            : isLost ? behind with { Channels = behind.Channels ?? Flow.StandIn.Channels }
            : behind;
    }
}
