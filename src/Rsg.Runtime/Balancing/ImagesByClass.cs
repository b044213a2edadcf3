namespace Rsg.Balancing;

/// <summary>The images of each class by their indices, in the order of the set: what samplers draw within a class from.</summary>
internal sealed class ImagesByClass
{
    private readonly int[][] members;
    private readonly int[] all;

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
        members = ClassMembers.Of(labels, classes);
        all = [.. members.SelectMany(images => images)];
    }

    /// <summary>How many images each class has; at least 1.</summary>
    public ClassCounts Counts { get; }

    /// <summary>Images of all classes together.</summary>
    public int Total => all.Length;

    /// <summary>The images of a class, ascending.</summary>
    public ReadOnlySpan<int> Of(int label) => members[label];

    /// <summary>Any image of a class, each equally likely.</summary>
    public int DrawFrom(int label, Random random) => members[label][random.Next(members[label].Length)];

    /// <summary>Any image of the set, each equally likely.</summary>
    public int DrawFromAll(Random random) => all[random.Next(all.Length)];
}
