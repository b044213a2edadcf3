using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A square convolution without a bias.</summary>
internal sealed record Conv2dOp(Dim InChannels, Dim OutChannels, Dim Kernel, Dim Stride, Dim Padding) : Op
{
    public override string ModuleType => "Conv2d";

    public override bool OutputMayBeOverwritten => true;

    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => new Conv2dOp(
        InChannels.Bind(arguments), OutChannels.Bind(arguments), Kernel.Bind(arguments), Stride.Bind(arguments), Padding.Bind(arguments));

    public override Shape Infer(Shape input)
        => Shape.Maps(OutChannels.Value, Infer(input.Height!.Value), Infer(input.Width!.Value));

    public override long CountParameters() => (long)InChannels.Value * OutChannels.Value * Kernel.Value * Kernel.Value;

    public override long CountMultiplyAdds(Shape input) => CountParameters() * Infer(input).Positions;

    public override string Construct(TypeNames names)
    {
        var stride = Stride.Is(1) ? "" : $", stride: {Stride}";
        var padding = Padding.Is(0) ? "" : $", padding: {Padding}";
        return $"{names["nn"]}.Conv2d({InChannels}, {OutChannels}, kernel_size: {Kernel}{stride}{padding}, bias: false)";
    }

    private int Infer(int size) => ((size + (2 * Padding.Value) - Kernel.Value) / Stride.Value) + 1;
}
