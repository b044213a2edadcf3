namespace Rsg.Dsl.Networks;

/// <summary>How the weights of a network start.</summary>
internal sealed record Initialization
{
    /// <summary>As the released code starts its CIFAR ResNets: He et al. (ICCV 2015), by the inputs of a value.</summary>
    public static readonly Initialization He = new();
}
