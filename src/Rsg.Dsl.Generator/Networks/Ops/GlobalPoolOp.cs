using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The mean, or the largest value, of each feature map: maps to a vector.</summary>
internal sealed record GlobalPoolOp(bool IsMax = false) : Op
{
    public static readonly OpSyntax AverageSyntax = new("globalAvgPool", "", "The mean of each feature map: maps to a vector.", [], static _ => new GlobalPoolOp());

    public static readonly OpSyntax MaxSyntax = new("globalMaxPool", "", "The largest value of each feature map: maps to a vector.", [], static _ => new GlobalPoolOp(IsMax: true));

    public override string Title => IsMax ? "GlobalMaxPool" : "GlobalAvgPool";

    public override bool OutputMayBeOverwritten => !IsMax;

    public override Shape Infer(Shape input, Bindings bindings) => Shape.Vector(input.RequireMaps().Channels);

    public override Flow Pass(Flow flow) => flow with { Positions = 1 };

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite)
        => $"{input}.{(IsMax ? "amax" : "mean")}([2, 3])";

    public override string Export(string field, string input) => $"{Onnx}.{(IsMax ? "GlobalMaxPool" : "GlobalAvgPool")}({input})";
}
