using Rsg.Randomness;

namespace Rsg.Balancing;

/// <summary>
/// Draws N of N images with replacement: a class with a probability in proportion to the square root of its images, then every image of it
/// equally likely (square-root sampling; Kang et al. 2020, equation 1 with q = 1/2).
/// </summary>
public sealed class SquareRootSampler : ISampler
{
    private readonly WeightedClassDraw draw;

    /// <summary>Prepares to draw.</summary>
    /// <param name="labels">The label of every image of the training set, each in [0, <paramref name="classes"/>). They are read once, here.</param>
    /// <param name="classes">Number of classes; at least 2, each with at least one image.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class has no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public SquareRootSampler(IReadOnlyList<int> labels, int classes, int seed)
    {
        var images = new ImagesByClass(labels, classes);
        draw = new WeightedClassDraw(images, images.Counts.Select(count => Math.Sqrt(count)).ToArray(), SamplerKey.SquareRoot, seed);
    }

    /// <inheritdoc/>
    public int CountAt(int epoch) => draw.CountAt(epoch);

    /// <inheritdoc/>
    public int[] Draw(int epoch) => draw.Draw(epoch);
}
