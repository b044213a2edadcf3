using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>
/// The path beside the main one in a residual block: the identity where nothing changes, and otherwise layers that bring the input to the
/// shape of the main path's end.
/// </summary>
/// <param name="Name">The name of its state: <c>downsample</c>.</param>
/// <param name="Projection">Its layers, each with a module; their names follow the shortcut's: <c>downsample.0</c>.</param>
/// <param name="InChannels">Channels before the block.</param>
/// <param name="OutChannels">Channels behind the main path.</param>
/// <param name="Stride">The main path's stride.</param>
internal sealed record Shortcut(string Name, EquatableArray<Layer> Projection, Dim InChannels, Dim OutChannels, Dim Stride) : Node
{
    /// <summary>A convolution of single pixels and a normalisation, under the names that PyTorch's networks give them.</summary>
    public static Shortcut WithConvolution(string name, Dim inChannels, Dim outChannels, Dim stride) => new(
        name,
        [new Layer("0", new Conv2dOp(inChannels, outChannels, kernel: 1, stride)), new Layer("1", new BatchNorm2dOp(outChannels))],
        inChannels,
        outChannels,
        stride);

    /// <summary>Whether something changes whatever the block's numbers are.</summary>
    public bool AlwaysProjects
        => (IsKnown(Stride) && !Stride.Is(1)) || (IsKnown(InChannels) && IsKnown(OutChannels) && InChannels != OutChannels);

    /// <summary>Whether nothing changes whatever the block's numbers are.</summary>
    public bool NeverProjects => InChannels == OutChannels && Stride.Is(1);

    /// <summary>Whether something changes in one use.</summary>
    public bool Projects(Bindings bindings)
        => Stride.Evaluate(bindings) != 1 || InChannels.Evaluate(bindings) != OutChannels.Evaluate(bindings);

    private static bool IsKnown(Dim dim) => !dim.Parameters.Any();
}
