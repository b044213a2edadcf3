using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A linear layer with a bias.</summary>
internal sealed record LinearOp(Dim InFeatures, Dim OutFeatures) : Op
{
    public override string ModuleType => "Linear";

    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => new LinearOp(InFeatures.Bind(arguments), OutFeatures.Bind(arguments));

    public override Shape Infer(Shape input) => Shape.Vector(OutFeatures.Value);

    public override long CountParameters() => ((long)InFeatures.Value + 1) * OutFeatures.Value;

    public override long CountMultiplyAdds(Shape input) => (long)InFeatures.Value * OutFeatures.Value;

    public override string Construct(TypeNames names) => $"{names["nn"]}.Linear({InFeatures}, {OutFeatures})";
}
