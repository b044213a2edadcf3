using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A two-dimensional convolution.</summary>
internal sealed record Conv2dOp(Dim InChannels, Dim OutChannels, Window Window, Dim Groups, bool HasBias) : Op
{
    private static readonly Key Out = Key.Whole("out", NumberRange.AtLeast(1).AtMost(65_536), "The channels that come out.") with { IsRequired = true };

    private static readonly Key Kernel = Key.Extent("kernel", 3, WindowKeys.Sizes, "The size of the window.");

    private static readonly Key Padding = Key.ExtentOrWord(
        "padding", NumberRange.AtLeast(0).AtMost(4096), ["same"], "Rows and columns of zeros that are added on each side; same keeps the size where the stride is 1.");

    private static readonly Key Dilation = Key.Extent("dilation", 1, WindowKeys.Sizes, "The distance between two points of the window.");

    private static readonly Key GroupsKey = Key.Whole(
        "groups", 1, NumberRange.AtLeast(1).AtMost(65_536), "Groups of channels that are convolved apart; $channels, the channels that arrive, makes it depthwise.");

    private static readonly Key Bias = Key.Flag("bias", true, "Whether each output channel has a bias; one that is normalised next needs none.");

    public static readonly OpSyntax Syntax = new(
        "conv", "conv", "A two-dimensional convolution.", [Out, Kernel, WindowKeys.Stride, Padding, Dilation, GroupsKey, Bias, WindowKeys.ConvRemainder],
        static said => new Conv2dOp(said.Channels, said.Whole(Out), ReadWindow(said), said.Whole(GroupsKey), said.Flag(Bias)));

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

    public override void Check(Shape input, Bindings bindings) => Window.CheckRemainder(input, bindings);

    public override Flow Pass(Flow flow) => Window.Pass(flow, OutChannels);

    public override long CountParameters(Bindings bindings) => CountWeights(bindings) + (HasBias ? bindings.Whole(OutChannels, "out") : 0);

    public override long CountMultiplyAdds(Shape output, Bindings bindings) => Product(CountWeights(bindings), output.Positions);

    public override string Describe(Bindings bindings)
        => $"{Window.Describe(bindings)}, groups {Invariant.Text(bindings.Whole(Groups, "groups"))}{(HasBias ? ", bias" : "")}";

    public override string Construct(TypeNames names)
    {
        var groups = Groups.Is(1) ? "" : $", groups: {Groups}";
        var bias = HasBias ? "" : ", bias: false";
        return $"{names["nn"]}.Conv2d({InChannels}, {OutChannels}, {Window.Arguments("kernel_size: ", usualStride: 1)}{groups}{bias})";
    }

    public override string Export(string field, string input) => $"{Onnx}.Conv({field}, {input})";

    private static Window ReadWindow(IOpArguments said)
    {
        var (kernel, dilation) = (said.Extent(Kernel), said.Extent(Dilation));
        var same = new Extent(Half(kernel.Height, dilation.Height), Half(kernel.Width, dilation.Width));
        var padding = said.ExtentUnlessWord(Padding);
        if (padding is null && (same.Height.IsImpossible || same.Width.IsImpossible))
        {
            said.Refuse(Kernel, "odd where the padding is 'same'; otherwise say the padding as a number");
            same = 0;
        }

        return new Window(kernel, said.Extent(WindowKeys.Stride), padding ?? same, dilation, said.Word<Remainder>(WindowKeys.ConvRemainder));
    }

    /// <summary>The padding that keeps the size: a kernel of 3 needs 1, of 5 needs 2.</summary>
    private static Dim Half(Dim kernel, Dim dilation) => dilation * (kernel - 1) / 2;

    private static void RequireGroups(int inChannels, int outChannels, int groups)
    {
        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ShapeException(
                $"{Invariant.Text(groups)} groups do not divide the {Invariant.Text(inChannels)} channels that arrive and the {Invariant.Text(outChannels)} that leave",
                "groups");
        }
    }

    private long CountWeights(Bindings bindings) => Product(
        bindings.Whole(InChannels, "in") / bindings.Whole(Groups, "groups"),
        bindings.Whole(OutChannels, "out"),
        bindings.Whole(Window.Kernel.Height, "kernel"),
        bindings.Whole(Window.Kernel.Width, "kernel"));
}
