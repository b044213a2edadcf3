using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>A function of each value for itself, other than the rectifier.</summary>
/// <param name="Name">What a summary calls it.</param>
/// <param name="Method">The method of a tensor that computes it.</param>
/// <param name="OnnxMethod">The method of an ONNX graph that adds it.</param>
/// <param name="Argument">The argument of both, if any.</param>
/// <param name="CanOverwriteInput">Whether the method has a form in place that saves memory: one whose backward does without the input.</param>
/// <param name="BackwardReadsOutput">Whether nothing may overwrite what comes out.</param>
internal sealed record ActivationOp(string Name, string Method, string OnnxMethod, double? Argument, bool CanOverwriteInput, bool BackwardReadsOutput) : Op
{
    private static readonly Key Slope = Key.Number("slope", 0.01, NumberRange.AtLeast(0).Below(1), "The slope below zero.");

    private static readonly Key Alpha = Key.Number("alpha", 1, NumberRange.Above(0), "How far below zero it goes.");

    public static readonly OpSyntax[] Syntaxes =
    [
        Plain("relu6", "ReLU6", "The rectifier, cut off at 6.", "relu6", "Relu6", canOverwriteInput: false, backwardReadsOutput: false),
        new("leakyRelu", "", "The rectifier with a slope below zero.", [Slope],
            static said => new ActivationOp("LeakyReLU", "leaky_relu", "LeakyRelu", said.Number(Slope), CanOverwriteInput: true, BackwardReadsOutput: true)),
        new("elu", "", "The exponential linear unit.", [Alpha],
            static said => new ActivationOp("ELU", "elu", "Elu", said.Number(Alpha), CanOverwriteInput: false, BackwardReadsOutput: false)),
        Plain("gelu", "GELU", "The Gaussian error linear unit.", "gelu", "Gelu", canOverwriteInput: false, backwardReadsOutput: false),
        Plain("silu", "SiLU", "The sigmoid linear unit, or swish.", "silu", "Silu", canOverwriteInput: false, backwardReadsOutput: false),
        Plain("sigmoid", "Sigmoid", "The logistic function.", "sigmoid", "Sigmoid", canOverwriteInput: true, backwardReadsOutput: true),
        Plain("tanh", "Tanh", "The hyperbolic tangent.", "tanh", "Tanh", canOverwriteInput: true, backwardReadsOutput: true),
        Plain("hardSwish", "Hardswish", "Swish in straight pieces.", "hardswish", "HardSwish", canOverwriteInput: false, backwardReadsOutput: false),
        Plain("hardSigmoid", "Hardsigmoid", "The logistic function in straight pieces.", "hardsigmoid", "HardSigmoid", canOverwriteInput: false, backwardReadsOutput: false),
        Plain("softplus", "Softplus", "A smooth rectifier.", "softplus", "Softplus", canOverwriteInput: false, backwardReadsOutput: false),
    ];

    public override string Title => Name;

    public override bool OutputMayBeOverwritten => !BackwardReadsOutput;

    public override Shape Infer(Shape input, Bindings bindings) => input;

    public override string Describe(Bindings bindings) => Argument is { } value ? Invariant.Text(value) : "";

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite)
    {
        var argument = Argument is { } value ? Number(value) : "";
        return $"{input}.{Method}{(mayOverwrite && CanOverwriteInput ? "_" : "")}({argument})";
    }

    public override string Export(string field, string input) => $"{Onnx}.{OnnxMethod}({input}{(Argument is { } value ? ", " + Invariant.Text(value) : "")})";

    private static OpSyntax Plain(string name, string title, string doc, string method, string onnxMethod, bool canOverwriteInput, bool backwardReadsOutput)
        => new(name, "", doc, [], _ => new ActivationOp(title, method, onnxMethod, null, canOverwriteInput, backwardReadsOutput));

    /// <summary>Never an integer literal: torch has another method for those.</summary>
    private static string Number(double value) => Invariant.Text(value) is var text && text.All(char.IsDigit) ? text + ".0" : text;
}
