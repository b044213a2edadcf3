using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Cosines between the features and one direction per class.</summary>
internal sealed record NormedLinearOp(Dim InFeatures, Dim OutFeatures) : Op
{
    public override string Title => "NormedLinear";

    public override string ModuleType => "NormedLinear";

    public override Shape Infer(Shape input, Bindings bindings) => new LinearOp(InFeatures, OutFeatures, HasBias: false).Infer(input, bindings);

    public override long CountParameters(Bindings bindings) => Product(bindings.Whole(InFeatures, "in"), bindings.Whole(OutFeatures, "out"));

    public override long CountMultiplyAdds(Shape output, Bindings bindings) => CountParameters(bindings);

    public override string Construct(TypeNames names) => $"new {names["NormedLinear"]}({InFeatures}, {OutFeatures})";

    public override string Export(string field, string input) => $"{Onnx}.NormedLinear({field}, {input})";
}
