namespace Rsg.Data;

/// <summary>Images held as bytes, normalised (and, in training, cropped and mirrored) while they are read.</summary>
/// <remarks>A pixel value v of channel c is read as (v / 255 - mean_c) / deviation_c. Padding is black before normalisation, as v = 0.</remarks>
public sealed class InMemoryImages : IImageDataset
{
    private readonly byte[] pixels;
    private readonly int[] labels;
    private readonly float[] normalized;
    private readonly RandomCropFlip? augmentation;

    /// <summary>Takes the images over; the arrays are not copied and must not be changed afterwards.</summary>
    /// <param name="pixels">N x C x H x W bytes: image by image, channel by channel, row by row.</param>
    /// <param name="labels">The N classes, in [0, <paramref name="classes"/>).</param>
    /// <param name="channels">C; at least 1.</param>
    /// <param name="height">H; at least 1.</param>
    /// <param name="width">W; at least 1.</param>
    /// <param name="classes">How many classes there are; at least 2.</param>
    /// <param name="statistics">What to normalise with; <see langword="null"/> only divides by 255.</param>
    /// <param name="augmentation">What a training read does to an image; <see langword="null"/> for nothing.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label is out of range.</exception>
    public InMemoryImages(
        byte[] pixels,
        int[] labels,
        int channels,
        int height,
        int width,
        int classes,
        ChannelStatistics? statistics = null,
        RandomCropFlip? augmentation = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);

        Int128 expected = (Int128)labels.Length * channels * height * width;
        if (labels.Length == 0 || pixels.Length != expected)
        {
            throw new ArgumentException(
                $"{labels.Length} labels with images of {channels} x {height} x {width} need {expected} bytes, and at least one image; there are {pixels.Length} bytes.",
                nameof(pixels));
        }

        for (int index = 0; index < labels.Length; index++)
        {
            if (labels[index] < 0 || labels[index] >= classes)
            {
                throw new ArgumentException($"The label of image {index} is {labels[index]}; with {classes} classes it must be 0 to {classes - 1}.", nameof(labels));
            }
        }

        if (statistics is not null && statistics.Means.Length != channels)
        {
            throw new ArgumentException($"The images have {channels} channels; the statistics are of {statistics.Means.Length}.", nameof(statistics));
        }

        this.pixels = pixels;
        this.labels = labels;
        this.augmentation = augmentation;
        Channels = channels;
        Height = height;
        Width = width;
        Classes = classes;
        Labels = Array.AsReadOnly(labels);
        normalized = Normalize(channels, statistics);
    }

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException">The destination has another length than C x H x W.</exception>
    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} images.");
        }

        int size = Channels * Height * Width;
        if (pixels.Length != size)
        {
            throw new ArgumentException($"An image has {Channels} x {Height} x {Width} = {size} values; the destination has {pixels.Length}.", nameof(pixels));
        }

        ReadOnlySpan<byte> image = this.pixels.AsSpan(index * size, size);
        if (augmentation is null || this.augmentation is null)
        {
            ReadWhole(image, pixels);
        }
        else
        {
            ReadWindow(image, pixels, this.augmentation.Draw(augmentation));
        }
    }

    /// <summary>The normalised value of each of the 256 byte values of each channel.</summary>
    private static float[] Normalize(int channels, ChannelStatistics? statistics)
    {
        var table = new float[channels * 256];
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = statistics?.Means[channel] ?? 0;
            double deviation = statistics?.StandardDeviations[channel] ?? 1;
            for (int value = 0; value < 256; value++)
            {
                table[(channel * 256) + value] = (float)(((value / 255.0) - mean) / deviation);
            }
        }

        return table;
    }

    private void ReadWhole(ReadOnlySpan<byte> image, Span<float> destination)
    {
        int plane = Height * Width;
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<float> values = normalized.AsSpan(channel * 256, 256);
            ReadOnlySpan<byte> source = image.Slice(channel * plane, plane);
            Span<float> target = destination.Slice(channel * plane, plane);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = values[source[i]];
            }
        }
    }

    private void ReadWindow(ReadOnlySpan<byte> image, Span<float> destination, CropWindow window)
    {
        int step = window.Mirrored ? -1 : 1;
        int firstColumn = window.Mirrored ? window.Left + Width - 1 : window.Left;
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<float> values = normalized.AsSpan(channel * 256, 256);
            float black = values[0];
            for (int y = 0; y < Height; y++)
            {
                Span<float> target = destination.Slice(((channel * Height) + y) * Width, Width);
                int row = window.Top + y;
                if (row < 0 || row >= Height)
                {
                    target.Fill(black);
                    continue;
                }

                ReadOnlySpan<byte> source = image.Slice(((channel * Height) + row) * Width, Width);
                for (int x = 0, column = firstColumn; x < target.Length; x++, column += step)
                {
                    target[x] = (uint)column < (uint)source.Length ? values[source[column]] : black;
                }
            }
        }
    }
}
