namespace Rsg.Dsl.Networks.Ops;

/// <summary>The mean of each feature map: maps to a vector.</summary>
internal sealed record GlobalAveragePoolOp : Op
{
    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => this;

    public override Shape Infer(Shape input) => Shape.Vector(input.Channels);

    public override string Apply(string field, string variable, bool mayOverwrite) => $"{variable}.mean(new long[] {{ 2, 3 }})";
}
