using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Cosines between the features and one direction per class.</summary>
internal sealed record NormedLinearOp(Dim InFeatures, Dim OutFeatures) : Op
{
    public override string ModuleType => "NormedLinear";

    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => new NormedLinearOp(InFeatures.Bind(arguments), OutFeatures.Bind(arguments));

    public override Shape Infer(Shape input) => Shape.Vector(OutFeatures.Value);

    public override long CountParameters() => (long)InFeatures.Value * OutFeatures.Value;

    public override long CountMultiplyAdds(Shape input) => (long)InFeatures.Value * OutFeatures.Value;

    public override string Construct(TypeNames names) => $"new {names["NormedLinear"]}({InFeatures}, {OutFeatures})";
}
