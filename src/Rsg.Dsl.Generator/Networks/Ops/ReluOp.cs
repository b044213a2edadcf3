namespace Rsg.Dsl.Networks.Ops;

/// <summary>The rectifier. Its backward reads its own output, so that nothing may overwrite that.</summary>
internal sealed record ReluOp : Op
{
    public override Op Bind(IReadOnlyDictionary<string, int> arguments) => this;

    public override Shape Infer(Shape input) => input;

    public override string Apply(string field, string variable, bool mayOverwrite) => mayOverwrite ? $"{variable}.relu_()" : $"{variable}.relu()";
}
