using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>
/// Draws N of N images with replacement, an image with a probability in proportion to the effective-number weight of its class: the
/// re-sampling of deferred re-sampling (DRS; Cao et al. 2019, with the weights of Cui et al. 2019).
/// </summary>
/// <remarks>
/// With w_c = (1 - beta) / (1 - beta^n_c) a draw is of class c with probability n_c w_c / sum_j n_j w_j. With beta 0 that is the set as it is;
/// as beta approaches 1, each class becomes equally likely.
/// </remarks>
public sealed class EffectiveNumberSampler : ISampler
{
    private readonly WeightedClassDraw draw;

    /// <summary>Prepares to draw.</summary>
    /// <param name="labels">The label of every image of the training set, each in [0, <paramref name="classes"/>). They are read once, here.</param>
    /// <param name="classes">Number of classes; at least 2, each with at least one image.</param>
    /// <param name="beta">In [0, 1); 0.9999 in the published settings.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class has no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, or beta is not in [0, 1).</exception>
    public EffectiveNumberSampler(IReadOnlyList<int> labels, int classes, double beta, int seed)
    {
        var images = new ImagesByClass(labels, classes);
        draw = new WeightedClassDraw(images, EffectiveNumber.Weights(images.Counts, beta).Select((weight, label) => weight * images.Counts[label]).ToArray(), SamplerKey.EffectiveNumber, seed);
    }

    /// <inheritdoc/>
    public int CountAt(int epoch) => draw.CountAt(epoch);

    /// <inheritdoc/>
    public int[] Draw(int epoch) => draw.Draw(epoch);
}
