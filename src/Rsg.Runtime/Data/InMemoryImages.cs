namespace Rsg.Data;

/// <summary>Images of the input's size held as bytes; varied in training, and normalised, while they are read.</summary>
/// <remarks>A pixel value v of channel c is read as (v / 255 - mean_c) / deviation_c. Padding is black before normalisation, as v = 0.</remarks>
public sealed class InMemoryImages : IImageDataset
{
    private readonly byte[] pixels;
    private readonly int[] labels;
    private readonly InputWriter writer;

    /// <summary>Takes images that are only normalised, without being copied; the arrays must not be changed afterwards.</summary>
    /// <param name="pixels">N x C x H x W bytes: image by image, channel by channel, row by row.</param>
    /// <param name="labels">The N classes, in [0, <paramref name="classes"/>).</param>
    /// <param name="channels">C; at least 1.</param>
    /// <param name="height">H; at least 1.</param>
    /// <param name="width">W; at least 1.</param>
    /// <param name="classes">How many classes there are; at least 2.</param>
    /// <param name="statistics">What to normalise with; <see langword="null"/> only divides by 255.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label is out of range.</exception>
    public InMemoryImages(byte[] pixels, int[] labels, int channels, int height, int width, int classes, ChannelStatistics? statistics = null)
        : this(pixels, labels, classes, new ImagePreparation(channels, height, width) { Statistics = statistics })
    {
    }

    /// <summary>Takes the images over; the arrays are not copied and must not be changed afterwards.</summary>
    /// <param name="pixels">N x C x H x W bytes in the sizes of the preparation: image by image, channel by channel, row by row.</param>
    /// <param name="labels">The N classes, in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">How many classes there are; at least 2.</param>
    /// <param name="preparation">The size of the images, what a training read does to them, and what they are normalised with.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label is out of range.</exception>
    public InMemoryImages(byte[] pixels, int[] labels, int classes, ImagePreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);

        Int128 expected = (Int128)labels.Length * preparation.Channels * preparation.Height * preparation.Width;
        if (labels.Length == 0 || pixels.Length != expected)
        {
            throw new ArgumentException(
                $"{labels.Length} labels with images of {ImageSize.Of(preparation)} need {expected} bytes, and at least one image; there are {pixels.Length} bytes.",
                nameof(pixels));
        }

        DatasetCheck.RequireLabels(labels, classes, nameof(labels));
        this.pixels = pixels;
        this.labels = labels;
        writer = new InputWriter(preparation);
        Preparation = preparation;
        Classes = classes;
        Labels = Array.AsReadOnly(labels);
    }

    /// <summary>The size of the images, what a training read does to them, and what they are normalised with.</summary>
    public ImagePreparation Preparation { get; }

    bool IImageDataset.WritesAllPixels => true;

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <inheritdoc/>
    public int Channels => Preparation.Channels;

    /// <inheritdoc/>
    public int Height => Preparation.Height;

    /// <inheritdoc/>
    public int Width => Preparation.Width;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>All bytes: N x C x H x W.</summary>
    internal ReadOnlyMemory<byte> Pixels => pixels;

    /// <summary>What each of the 256 values of each channel is read as, C x 256.</summary>
    internal ReadOnlyMemory<float> NormalizedValues => writer.NormalizedValues;

    /// <summary>
    /// Frees the copies of the bytes that loaders made on training devices. A device keeps its copy for all loaders until this, or until the set
    /// itself is collected as garbage; a loader that reads the set again makes a new one. Not while a loader reads the set.
    /// </summary>
    public void FreeDeviceMemory() => DeviceImages.Release(this);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException">The destination has another length than C x H x W.</exception>
    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        DatasetCheck.RequireIndex(index, Count);
        writer.RequireSize(pixels);
        writer.Write(new ImagePixels(this.pixels.AsSpan(index * writer.Size, writer.Size), Channels, Height, Width), pixels, augmentation);
    }
}
