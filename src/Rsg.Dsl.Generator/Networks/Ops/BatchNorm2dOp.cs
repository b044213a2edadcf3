using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Batch normalisation of feature maps, with a scale and a shift per channel.</summary>
internal sealed record BatchNorm2dOp(Dim Channels) : Op
{
    public override string ModuleType => "BatchNorm2d";

    public override bool OutputMayBeOverwritten => true;

    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => new BatchNorm2dOp(Channels.Bind(arguments));

    public override Shape Infer(Shape input) => input;

    public override long CountParameters() => 2L * Channels.Value;

    public override string Construct(TypeNames names) => $"{names["nn"]}.BatchNorm2d({Channels})";
}
