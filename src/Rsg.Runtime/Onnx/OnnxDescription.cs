using System.ComponentModel;
using Rsg.Data;

namespace Rsg.Onnx;

/// <summary>What a network is, beside its graph: what an ONNX file says of it.</summary>
/// <param name="Model">The name of its class.</param>
/// <param name="ClassCount">How many classes it tells apart; at least 1.</param>
/// <param name="Channels">Channels of an image; at least 1.</param>
/// <param name="Height">Height of an image in pixels; at least 1.</param>
/// <param name="Width">Width of an image in pixels; at least 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OnnxDescription(string Model, int ClassCount, int Channels, int Height, int Width)
{
    /// <summary>The names of the classes, in the order of the logits; null where they have none.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>What logits are multiplied by before a softmax makes probabilities of them: the scale of the loss that trained them. Default 1.</summary>
    public double LogitScale { get; init; } = 1;

    /// <summary>How images become the network's input; null where that is not known.</summary>
    public ImagePreparation? Preparation { get; init; }
}
