using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Batch normalisation of feature maps, with a scale and a shift per channel.</summary>
internal sealed record BatchNorm2dOp(Dim Channels, double Epsilon = BatchNorm2dOp.UsualEpsilon, double Momentum = BatchNorm2dOp.UsualMomentum) : Op
{
    public const double UsualEpsilon = 1e-5;
    public const double UsualMomentum = 0.1;

    private static readonly Key EpsilonKey = Key.Number("eps", UsualEpsilon, NumberRange.Above(0), "What is added to the variance.");

    private static readonly Key MomentumKey = Key.Number("momentum", UsualMomentum, NumberRange.AtLeast(0).AtMost(1), "The share of the newest batch in the running statistics.");

    public static readonly OpSyntax Syntax = new(
        "batchNorm", "bn", "Batch normalisation, with a scale and a shift per channel.", [EpsilonKey, MomentumKey],
        static said => new BatchNorm2dOp(said.Channels, said.Number(EpsilonKey), said.Number(MomentumKey)))
    {
        TakesLoneValue = false,
    };

    /// <summary>The short name of the module where a convolution stands directly before.</summary>
    public const string FoldableType = "FoldableBatchNorm";

    public override string Title => "BatchNorm2d";

    public override string ModuleType => "BatchNorm2d";

    public override bool OutputMayBeOverwritten => true;

    private string Options
        => (Epsilon == UsualEpsilon ? "" : $", eps: {Invariant.Text(Epsilon)}")
            + (Momentum == UsualMomentum ? "" : $", momentum: {Invariant.Text(Momentum)}");

    public override Shape Infer(Shape input, Bindings bindings)
    {
        RequireChannels(input.RequireMaps(), bindings.Whole(Channels, "channels"));
        return input;
    }

    public override long CountParameters(Bindings bindings) => 2L * bindings.Whole(Channels, "channels");

    public override string Describe(Bindings bindings) => $"eps {Invariant.Text(Epsilon)}, momentum {Invariant.Text(Momentum)}";

    public override string Construct(TypeNames names) => $"{names["nn"]}.BatchNorm2d({Channels}{Options})";

    public override string Export(string field, string input) => $"{Onnx}.BatchNorm({field}, {input})";

    /// <summary>The C# expression that makes the module of a normalisation that inference can fold into the convolution before it.</summary>
    public string ConstructBehind(TypeNames names, string convolution) => $"new {names[FoldableType]}({convolution}{Options})";
}
