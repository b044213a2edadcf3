using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The largest value, or the mean, of each window.</summary>
internal sealed record PoolOp(Window Window, bool IsMax, bool CountsPadding = true) : Op
{
    private static readonly Key Kernel = Key.Extent("kernel", WindowKeys.Sizes, "The size of the window.") with { IsRequired = true };

    private static readonly Key CountPadding = Key.Flag("countPadding", true, "Whether zeros of the padding count in a mean.");

    public static readonly OpSyntax MaxSyntax = new(
        "maxPool", "", "The largest value of each window.",
        [Kernel, WindowKeys.PoolStride, WindowKeys.PoolPadding, WindowKeys.Remainder],
        static said => new PoolOp(ReadWindow(said), IsMax: true));

    public static readonly OpSyntax AverageSyntax = new(
        "avgPool", "", "The mean of each window.",
        [Kernel, WindowKeys.PoolStride, WindowKeys.PoolPadding, WindowKeys.Remainder, CountPadding],
        static said => new PoolOp(ReadWindow(said), IsMax: false, said.Flag(CountPadding)));

    /// <summary>The largest value of square windows.</summary>
    public static PoolOp Max(Dim kernel, Dim stride, Dim? padding = null, Remainder remainder = Remainder.Drop)
        => new(Window.Of(kernel, stride, padding ?? 0, remainder), IsMax: true);

    /// <summary>The mean of square windows.</summary>
    public static PoolOp Average(Dim kernel, Dim stride) => new(Window.Of(kernel, stride, 0), IsMax: false);

    public override string Title => IsMax ? "MaxPool2d" : "AvgPool2d";

    public override bool OutputMayBeOverwritten => true;

    public override IEnumerable<Dim> AppliedNumbers => Window.Numbers;

    public override Shape Infer(Shape input, Bindings bindings)
    {
        RequirePadding(Window.Kernel.Height, Window.Padding.Height, bindings);
        RequirePadding(Window.Kernel.Width, Window.Padding.Width, bindings);
        var (height, width) = Window.Slide(input.RequireMaps(), bindings);
        return Shape.Maps(input.Channels, height, width);
    }

    public override void Check(Shape input, Bindings bindings) => Window.CheckRemainder(input, bindings);

    public override Flow Pass(Flow flow) => Window.Pass(flow, flow.Channels);

    public override string Describe(Bindings bindings) => Window.Describe(bindings) + (IsMax || CountsPadding ? "" : ", padding not counted");

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite)
    {
        var roundUp = Window.Remainder == Remainder.Up ? ", ceil_mode: true" : "";
        var padding = IsMax || CountsPadding ? "" : ", count_include_pad: false";
        var function = IsMax ? "max_pool2d" : "avg_pool2d";
        return $"{names["nn"]}.functional.{function}({input}, {Window.Arguments("", usualStride: Window.Kernel)}{roundUp}{padding})";
    }

    public override string Export(string field, string input)
    {
        var roundUp = Window.Remainder == Remainder.Up ? ", ceilMode: true" : "";
        var padding = IsMax || CountsPadding ? "" : ", countPadding: false";
        return $"{Onnx}.{(IsMax ? "MaxPool" : "AvgPool")}({input}, {Window.Arguments("", usualStride: Window.Kernel)}{roundUp}{padding})";
    }

    private static Window ReadWindow(IOpArguments said)
    {
        var kernel = said.Extent(Kernel);
        return new Window(
            kernel,
            said.Has(WindowKeys.PoolStride) ? said.Extent(WindowKeys.PoolStride) : kernel,
            said.Extent(WindowKeys.PoolPadding),
            1,
            said.Word<Remainder>(WindowKeys.Remainder));
    }

    private static void RequirePadding(Dim kernel, Dim padding, Bindings bindings)
    {
        var (size, around) = (bindings.Whole(kernel, "kernel"), bindings.Whole(padding, "padding", least: 0));
        if (2 * around > size)
        {
            throw new ShapeException($"a padding of {Invariant.Text(around)} is more than half the kernel of {Invariant.Text(size)}", "padding");
        }
    }
}
