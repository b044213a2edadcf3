using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>Additive-margin softmax (Wang et al., 2018): one margin for every class, subtracted from the label's cosine before the scaled cross-entropy.</summary>
/// <remarks>The logits are cosines (<see cref="Layers.NormedLinear"/>); the scale is applied here.</remarks>
public sealed class AmSoftmaxLoss : IClassificationLoss
{
    private readonly double margin;
    private readonly double scale;

    /// <summary>Creates the loss.</summary>
    /// <param name="margin">Subtracted from the label's cosine; not negative. Default 0.35.</param>
    /// <param name="scale">Factor on cosines before the softmax; positive. Default 30.</param>
    public AmSoftmaxLoss(double margin = 0.35, double scale = 30)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        this.margin = margin;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        using var margins = tensor(margin, dtype: logits.dtype, device: logits.device);
        return MarginSoftmax.Compute(logits, labels, margins, scale, classWeights);
    }
}
