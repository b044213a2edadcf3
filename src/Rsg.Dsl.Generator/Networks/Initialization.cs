using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks;

/// <summary>How the weights of a network start.</summary>
internal abstract record Initialization
{
    /// <summary>As the released code starts its CIFAR ResNets, and what a network has that says nothing else.</summary>
    public static readonly Initialization He = new HeStart();

    /// <summary>What decides about the weights, in words: by it a run knows its network again.</summary>
    public abstract string Describe();

    /// <summary>The C# expression that draws the weights of <c>this</c>.</summary>
    public abstract string Apply(TypeNames names);
}

/// <summary>Convolutions after He et al. (ICCV 2015).</summary>
/// <param name="CountsOutputs">Whether the deviation looks at the outputs that an input reaches, not at the inputs of an output.</param>
/// <param name="DrawsLinear">Whether linear layers are drawn in the same way; otherwise they start as PyTorch makes them.</param>
/// <param name="ZeroesBiases">Whether biases start at zero; otherwise they start as PyTorch makes them.</param>
internal sealed record HeStart(bool CountsOutputs = false, bool DrawsLinear = true, bool ZeroesBiases = false) : Initialization
{
    public override string Describe()
        => $"He, fan {(CountsOutputs ? "out" : "in")}, linear layers {(DrawsLinear ? "alike" : "uniform")}, biases {(ZeroesBiases ? "zero" : "uniform")}";

    public override string Apply(TypeNames names)
    {
        var fan = CountsOutputs ? $", fan: {names["Fan"]}.Out" : "";
        var linear = DrawsLinear ? "" : $", linear: {names["LinearStart"]}.Uniform";
        var biases = ZeroesBiases ? ", zeroBiases: true" : "";
        return $"{names["HeInitialization"]}.Apply(this{fan}{linear}{biases})";
    }
}

/// <summary>All convolutions and linear layers from one normal distribution.</summary>
internal sealed record NormalStart(double Deviation) : Initialization
{
    public override string Describe() => $"normal, deviation {Invariant.Text(Deviation)}";

    public override string Apply(TypeNames names) => $"{names["NormalInitialization"]}.Apply(this, deviation: {Invariant.Text(Deviation)})";
}
