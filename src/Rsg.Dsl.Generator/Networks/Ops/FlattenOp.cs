using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>All values of a sample as one vector: a view, so that nothing may overwrite it.</summary>
internal sealed record FlattenOp : Op
{
    public static readonly OpSyntax Syntax = new("flatten", "", "All values of a sample as one vector.", [], static _ => new FlattenOp());

    public override string Title => "Flatten";

    public override Shape Infer(Shape input, Bindings bindings)
    {
        var features = input.Channels * input.Positions;
        return features <= int.MaxValue ? Shape.Vector((int)features) : throw new ShapeException($"{input} has too many values for one vector");
    }

    public override Flow Pass(Flow flow)
        => flow with { Channels = flow.Channels is { } channels && flow.Positions is { } positions ? channels * positions : null, Positions = 1 };

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite) => $"{input}.flatten(1)";

    public override string Export(string field, string input) => $"{Onnx}.Flatten({input})";
}
