using System.Collections.Immutable;
using System.Globalization;

namespace Rsg.Data;

/// <summary>Some images of a larger set, in an order of their own.</summary>
public sealed class Subset : IImageDataset
{
    /// <summary>Selects the images.</summary>
    /// <param name="dataset">The set to take them from; it is read from as long as this one is.</param>
    /// <param name="indices">Which of its images; at least one.</param>
    /// <exception cref="ArgumentException">There is no index, or one is out of range.</exception>
    public Subset(IImageDataset dataset, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(indices);
        Source = dataset;
        SourceIndices = [.. indices];
        if (SourceIndices.IsEmpty)
        {
            throw new ArgumentException("A subset needs at least one image; there is none.", nameof(indices));
        }

        IReadOnlyList<int> labelOfEach = dataset.Labels;
        var labels = new int[SourceIndices.Length];
        for (int position = 0; position < labels.Length; position++)
        {
            int index = SourceIndices[position];
            if (index < 0 || index >= dataset.Count)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Index {position} is {index}; the set has the images 0 to {dataset.Count - 1}."), nameof(indices));
            }

            labels[position] = labelOfEach[index];
        }

        Labels = Array.AsReadOnly(labels);
    }

    /// <summary>The set that the images are taken from.</summary>
    public IImageDataset Source { get; }

    /// <summary>Which of its images there are, one index an image of this set.</summary>
    public ImmutableArray<int> SourceIndices { get; }

    /// <inheritdoc/>
    public bool IsDecoded => Source.IsDecoded;

    bool IImageDataset.WritesAllPixels => Source.WritesAllPixels;

    /// <inheritdoc/>
    public int Count => SourceIndices.Length;

    /// <inheritdoc/>
    public int Channels => Source.Channels;

    /// <inheritdoc/>
    public int Height => Source.Height;

    /// <inheritdoc/>
    public int Width => Source.Width;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public void Read(int index, Span<float> pixels, Random? augmentation) => Source.Read(SourceIndexOf(index), pixels, augmentation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public bool TryRead(int index, Span<float> pixels, Random? augmentation) => Source.TryRead(SourceIndexOf(index), pixels, augmentation);

    private int SourceIndexOf(int index)
    {
        DatasetCheck.RequireIndex(index, Count);
        return SourceIndices[index];
    }
}
