using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A linear layer.</summary>
internal sealed record LinearOp(Dim InFeatures, Dim OutFeatures, bool HasBias = true) : Op
{
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

    public override long CountParameters(Bindings bindings)
        => (bindings.Whole(InFeatures, "in") + (HasBias ? 1L : 0L)) * bindings.Whole(OutFeatures, "out");

    public override long CountMultiplyAdds(Shape output, Bindings bindings) => (long)bindings.Whole(InFeatures, "in") * output.Channels;

    public override string Construct(TypeNames names) => $"{names["nn"]}.Linear({InFeatures}, {OutFeatures}{(HasBias ? "" : ", hasBias: false")})";
}
