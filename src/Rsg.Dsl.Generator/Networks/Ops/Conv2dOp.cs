using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A two-dimensional convolution.</summary>
internal sealed record Conv2dOp(Dim InChannels, Dim OutChannels, Window Window, Dim Groups, bool HasBias) : Op
{
    /// <summary>A square convolution without a bias, as they stand before a batch normalisation.</summary>
    public Conv2dOp(Dim inChannels, Dim outChannels, Dim kernel, Dim? stride = null, Dim? padding = null, Dim? groups = null, bool hasBias = false)
        : this(inChannels, outChannels, Window.Of(kernel, stride ?? 1, padding ?? 0), groups ?? 1, hasBias)
    {
    }

    public override string Title => "Conv2d";

    public override string ModuleType => "Conv2d";

    public override bool OutputMayBeOverwritten => true;

    public override Shape Infer(Shape input, Bindings bindings)
    {
        var channels = bindings.Whole(InChannels, "in");
        RequireChannels(input.RequireMaps(), channels);
        RequireGroups(channels, bindings.Whole(OutChannels, "out"), bindings.Whole(Groups, "groups"));
        var (height, width) = Window.Slide(input, bindings);
        return Shape.Maps(bindings.Whole(OutChannels, "out"), height, width);
    }

    public override long CountParameters(Bindings bindings) => CountWeights(bindings) + (HasBias ? bindings.Whole(OutChannels, "out") : 0);

    public override long CountMultiplyAdds(Shape output, Bindings bindings) => CountWeights(bindings) * output.Positions;

    public override string Construct(TypeNames names)
    {
        var stride = Window.Stride.Is(1) ? "" : $", stride: {Window.Stride}";
        var padding = Window.Padding.Is(0) ? "" : $", padding: {Window.Padding}";
        var dilation = Window.Dilation.Is(1) ? "" : $", dilation: {Window.Dilation}";
        var groups = Groups.Is(1) ? "" : $", groups: {Groups}";
        var bias = HasBias ? "" : ", bias: false";
        return $"{names["nn"]}.Conv2d({InChannels}, {OutChannels}, kernel_size: {Window.Kernel}{stride}{padding}{dilation}{groups}{bias})";
    }

    private static void RequireGroups(int inChannels, int outChannels, int groups)
    {
        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ShapeException(
                $"{Invariant.Text(groups)} groups do not divide the {Invariant.Text(inChannels)} channels that arrive and the {Invariant.Text(outChannels)} that leave",
                "groups");
        }
    }

    private long CountWeights(Bindings bindings)
        => (long)bindings.Whole(InChannels, "in") / bindings.Whole(Groups, "groups") * bindings.Whole(OutChannels, "out")
            * bindings.Whole(Window.Kernel.Height, "kernel") * bindings.Whole(Window.Kernel.Width, "kernel");
}
