namespace Rsg.Balancing;

/// <summary>The images of each class by their indices, in the order of the set: what samplers draw within a class from.</summary>
internal sealed class ImagesByClass
{
    private readonly int[] images;
    private readonly int[] starts;

    /// <summary>Sorts the images by label.</summary>
    /// <param name="labels">The label of every image, each in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">Number of classes; at least 2.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class does not occur.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public ImagesByClass(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Counts = ClassCounts.FromLabels(labels, classes);

        images = new int[labels.Count];
        starts = new int[classes];
        for (int label = 1; label < classes; label++)
        {
            starts[label] = starts[label - 1] + Counts[label - 1];
        }

        int[] next = [.. starts];
        for (int image = 0; image < images.Length; image++)
        {
            images[next[labels[image]]++] = image;
        }
    }

    /// <summary>How many images each class has; at least 1.</summary>
    public ClassCounts Counts { get; }

    /// <summary>Images of all classes together.</summary>
    public int Total => images.Length;

    /// <summary>The images of a class, ascending.</summary>
    public ReadOnlySpan<int> Of(int label) => images.AsSpan(starts[label], Counts[label]);

    /// <summary>Any image of a class, each equally likely.</summary>
    public int DrawFrom(int label, Random random) => images[starts[label] + random.Next(Counts[label])];

    /// <summary>Any image of the set, each equally likely.</summary>
    public int DrawFromAll(Random random) => images[random.Next(images.Length)];
}
