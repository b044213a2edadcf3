using Rsg.Balancing;

namespace Rsg.Data;

/// <summary>The first images of each class of a larger set, as many as asked for, in the order that they have there.</summary>
/// <remarks>With <see cref="ClassCounts.LongTailed"/> this is the long-tailed set of Cui et al. 2019, with <see cref="ClassCounts.Step"/> that of step imbalance.</remarks>
public sealed class LongTailedSubset : IImageDataset, IImageSubset
{
    private readonly IImageDataset dataset;
    private readonly int[] indices;

    /// <summary>Selects the images.</summary>
    /// <param name="dataset">The set to take them from; it is read from as long as this one is.</param>
    /// <param name="counts">How many images of each class.</param>
    /// <exception cref="ArgumentException">The number of classes differs, or a class has too few images.</exception>
    public LongTailedSubset(IImageDataset dataset, ClassCounts counts)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != dataset.Classes)
        {
            throw new ArgumentException($"The set has {dataset.Classes} classes; counts are given for {counts.Count}.", nameof(counts));
        }

        this.dataset = dataset;
        indices = Select(dataset.Labels, counts);
        Labels = Array.AsReadOnly(Array.ConvertAll(indices, index => dataset.Labels[index]));
    }

    IImageDataset IImageSubset.Source => dataset;

    IReadOnlyList<int> IImageSubset.SourceIndices => indices;

    /// <inheritdoc/>
    public bool IsDecoded => dataset.IsDecoded;

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public int Channels => dataset.Channels;

    /// <inheritdoc/>
    public int Height => dataset.Height;

    /// <inheritdoc/>
    public int Width => dataset.Width;

    /// <inheritdoc/>
    public int Classes => dataset.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public void Read(int index, Span<float> pixels, Random? augmentation) => dataset.Read(SourceIndex(index), pixels, augmentation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public bool TryRead(int index, Span<float> pixels, Random? augmentation) => dataset.TryRead(SourceIndex(index), pixels, augmentation);

    private int SourceIndex(int index) =>
        index >= 0 && index < Count ? indices[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} images.");

    private static int[] Select(IReadOnlyList<int> labels, ClassCounts counts)
    {
        var selected = new List<int>(Math.Min(counts.Total, labels.Count));
        var taken = new int[counts.Count];
        for (int index = 0; index < labels.Count; index++)
        {
            int label = labels[index];
            if (taken[label] < counts[label])
            {
                taken[label]++;
                selected.Add(index);
            }
        }

        for (int label = 0; label < taken.Length; label++)
        {
            if (taken[label] < counts[label])
            {
                throw new ArgumentException($"{counts[label]} images of class {label} are asked for; the set has {taken[label]}.", nameof(counts));
            }
        }

        return [.. selected];
    }
}
