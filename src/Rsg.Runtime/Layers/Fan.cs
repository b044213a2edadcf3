namespace Rsg.Layers;

/// <summary>Which connections of a convolution its start values count.</summary>
public enum Fan
{
    /// <summary>Inputs of one output value: kernel height x width x input channels of a group. Keeps the size of the activations.</summary>
    In,

    /// <summary>
    /// Kernel height x width x output channels, not divided by the groups, as the released code and torchvision count them. Keeps the
    /// size of the gradients.
    /// </summary>
    Out,
}
