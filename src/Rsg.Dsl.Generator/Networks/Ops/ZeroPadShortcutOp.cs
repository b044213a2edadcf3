using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The shortcut without parameters (option A of He et al. 2016): every stride-th pixel, new channels filled with zeros.</summary>
internal sealed record ZeroPadShortcutOp(Dim InChannels, Dim OutChannels, Dim Stride) : Op
{
    public override string Title => "ZeroPadShortcut";

    public override string ModuleType => "ZeroPadShortcut";

    public override Shape Infer(Shape input, Bindings bindings)
    {
        var (before, behind, stride) = (bindings.Whole(InChannels, "in"), bindings.Whole(OutChannels, "out"), bindings.Whole(Stride, "stride"));
        RequireChannels(input.RequireMaps(), before);
        if (behind < before || (behind - before) % 2 != 0)
        {
            throw new ShapeException(
                $"a zero-padded shortcut adds as many channels before as behind, which from {Invariant.Text(before)} to {Invariant.Text(behind)} channels it cannot");
        }

        return Shape.Maps(behind, Subsample(input.Height!.Value, stride), Subsample(input.Width!.Value, stride));
    }

    public override Flow Pass(Flow flow) => new(OutChannels, Positions: null, flow.Stride * Stride);

    public override string Describe(Bindings bindings) => $"stride {Invariant.Text(bindings.Whole(Stride, "stride"))}";

    public override string Construct(TypeNames names) => $"new {names["ZeroPadShortcut"]}({InChannels}, {OutChannels}, {Stride})";

    public override string Export(string field, string input) => $"{Onnx}.ZeroPadShortcut({field}, {input})";

    private static int Subsample(int size, int stride) => (size + stride - 1) / stride;
}
