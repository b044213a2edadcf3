using Rsg.Native;
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
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, infinite or not a number.</exception>
    public AmSoftmaxLoss(double margin = 0.35, double scale = 30)
    {
        this.margin = LossNumber.NotNegative(margin);
        this.scale = LossNumber.Positive(scale);
    }

    /// <inheritdoc/>
    public Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        LossInput.Require(logits, labels, classWeights);
        return MarginSoftmax.Compute(logits, labels, atLabels => atLabels.Times(margin), scale, classWeights);
    }
}
