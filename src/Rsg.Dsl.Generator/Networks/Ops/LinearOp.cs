using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A linear layer.</summary>
internal sealed record LinearOp(Dim InFeatures, Dim OutFeatures, bool HasBias = true) : Op
{
    private static readonly Key Out = Key.Whole("out", NumberRange.AtLeast(1).AtMost(1_000_000), "The features that come out.") with { IsRequired = true };

    private static readonly Key Bias = Key.Flag("bias", true, "Whether each output has a bias.");

    public static readonly OpSyntax Syntax = new(
        "linear", "fc", "A linear layer; the classifier itself is added behind the head.", [Out, Bias],
        static said => new LinearOp(said.Channels, said.Whole(Out), said.Flag(Bias)));

    public override string Title => "Linear";

    public override string ModuleType => "Linear";

    public override bool OutputMayBeOverwritten => true;

    public override Shape Infer(Shape input, Bindings bindings)
    {
        if (input.IsMaps)
        {
            throw new ShapeException($"maps {input} arrive, but a vector is expected; pool or flatten them first");
        }

        RequireChannels(input, bindings.Whole(InFeatures, "in"));
        return Shape.Vector(bindings.Whole(OutFeatures, "out"));
    }

    public override Flow Pass(Flow flow) => flow with { Channels = OutFeatures };

    public override long CountParameters(Bindings bindings)
        => Product(bindings.Whole(InFeatures, "in") + (HasBias ? 1L : 0L), bindings.Whole(OutFeatures, "out"));

    public override long CountMultiplyAdds(Shape output, Bindings bindings) => Product(bindings.Whole(InFeatures, "in"), output.Channels);

    public override string Describe(Bindings bindings) => HasBias ? "bias" : "";

    public override string Construct(TypeNames names) => $"{names["nn"]}.Linear({InFeatures}, {OutFeatures}{(HasBias ? "" : ", hasBias: false")})";

    public override string Export(string field, string input) => $"{Onnx}.Linear({field}, {input})";
}
