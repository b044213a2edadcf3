using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The rectifier. Its backward reads its own output, so that nothing may overwrite that.</summary>
internal sealed record ReluOp : Op
{
    public static readonly OpSyntax Syntax = new("relu", "", "The rectifier.", [], static _ => new ReluOp());

    public override string Title => "ReLU";

    public override Shape Infer(Shape input, Bindings bindings) => input;

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite) => mayOverwrite ? $"{input}.relu_()" : $"{input}.relu()";

    public override string Export(string field, string input) => $"{Onnx}.Relu({input})";
}
