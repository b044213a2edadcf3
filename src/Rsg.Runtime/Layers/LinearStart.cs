namespace Rsg.Layers;

/// <summary>From what the weight of a linear layer is drawn.</summary>
public enum LinearStart
{
    /// <summary>N(0, sqrt(2 / in)).</summary>
    HeNormal,

    /// <summary>U(-1 / sqrt(in), 1 / sqrt(in)), which is what PyTorch's Linear starts with.</summary>
    Uniform,
}
