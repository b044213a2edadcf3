using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The mean of each feature map: maps to a vector.</summary>
internal sealed record GlobalAveragePoolOp : Op
{
    public override string Title => "GlobalAvgPool";

    public override bool OutputMayBeOverwritten => true;

    public override Shape Infer(Shape input, Bindings bindings) => Shape.Vector(input.RequireMaps().Channels);

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite) => $"{input}.mean(new long[] {{ 2, 3 }})";
}
