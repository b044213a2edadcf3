using System.Runtime.InteropServices;
using Rsg.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>Reads a set of images in batches, epoch by epoch: in order, or in a new order each epoch that the seed alone decides.</summary>
/// <remarks>
/// A batch of a single sample is never made where it can be avoided, because batch normalisation and pairs of samples make no sense of
/// it in training: a lone last sample joins the batch before it, which then has one more than the batch size.
/// </remarks>
public sealed class BatchLoader
{
    private readonly IImageDataset dataset;
    private readonly int batchSize;
    private readonly bool shuffle;
    private readonly int seed;
    private readonly int sampleCount;

    /// <summary>Prepares to read a set.</summary>
    /// <param name="dataset">The set to read.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="shuffle">Whether each epoch has a random order of its own. Also decides <see cref="Augment"/> unless that is set.</param>
    /// <param name="seed">Decides every order and every augmentation.</param>
    /// <param name="dropLast">Whether samples that do not fill a last batch are left out of the epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="ArgumentException">The set is empty, or dropping the last batch would leave none.</exception>
    public BatchLoader(IImageDataset dataset, int batchSize, bool shuffle, int seed, bool dropLast)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (dataset.Count < 1)
        {
            throw new ArgumentException("The set has no images.", nameof(dataset));
        }

        if (dropLast && dataset.Count < batchSize)
        {
            throw new ArgumentException(
                $"The set has {dataset.Count} images, fewer than the batch size {batchSize}; with dropLast no batch would be left.", nameof(dropLast));
        }

        this.dataset = dataset;
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.seed = seed;
        Augment = shuffle;

        int rest = dataset.Count % batchSize;
        int whole = dataset.Count / batchSize;
        bool joinsBatchBefore = rest == 1 && whole > 0;
        sampleCount = dropLast ? dataset.Count - rest : dataset.Count;
        BatchCount = dropLast || rest == 0 || joinsBatchBefore ? whole : whole + 1;
    }

    /// <summary>Batches in an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Images in an epoch.</summary>
    public int SampleCount => sampleCount;

    /// <summary>Whether images are augmented where the set does that. Left out: as <c>shuffle</c>, since training does both and evaluation neither.</summary>
    public bool Augment { get; init; }

    /// <summary>Reads one epoch. The same seed and epoch give the same batches, whatever was read before.</summary>
    /// <param name="epoch">Which epoch, counted from 0.</param>
    /// <param name="device">Where the tensors go; <see langword="null"/> for the CPU.</param>
    /// <returns>The batches, made one at a time; each is valid until it is disposed, which the caller does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public IEnumerable<Batch> ReadEpoch(int epoch, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return ReadBatches(epoch, device);
    }

    private IEnumerable<Batch> ReadBatches(int epoch, Device? device)
    {
        int[] order = Order(epoch);
        for (int batch = 0; batch < BatchCount; batch++)
        {
            int start = batch * batchSize;
            int end = batch == BatchCount - 1 ? sampleCount : start + batchSize;
            yield return ReadBatch(order.AsSpan(start, end - start), epoch, device);
        }
    }

    /// <summary>The indices of an epoch in the order that they are read: a Fisher-Yates shuffle, every order equally likely.</summary>
    private int[] Order(int epoch)
    {
        var order = new int[dataset.Count];
        for (int index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        if (shuffle)
        {
            Random random = SplitMix64.ForOrder(seed, epoch);
            for (int last = order.Length - 1; last > 0; last--)
            {
                int chosen = random.Next(last + 1);
                (order[last], order[chosen]) = (order[chosen], order[last]);
            }
        }

        return order;
    }

    private Batch ReadBatch(ReadOnlySpan<int> indices, int epoch, Device? device)
    {
        // The scope frees what a failing read or a copy to another device leaves behind; the batch itself leaves every scope.
        using DisposeScope scope = NewDisposeScope();
        Tensor images = zeros([indices.Length, dataset.Channels, dataset.Height, dataset.Width], ScalarType.Float32, CPU);
        Tensor labels = empty([indices.Length], ScalarType.Int64, CPU);
        Fill(indices, epoch, MemoryMarshal.Cast<byte, float>(images.bytes), MemoryMarshal.Cast<byte, long>(labels.bytes));

        if (device is not null)
        {
            images = images.to(device);
            labels = labels.to(device);
        }

        return new Batch(images.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
    }

    private void Fill(ReadOnlySpan<int> indices, int epoch, Span<float> pixels, Span<long> labels)
    {
        int size = dataset.Channels * dataset.Height * dataset.Width;
        for (int position = 0; position < indices.Length; position++)
        {
            int index = indices[position];
            Random? augmentation = Augment ? SplitMix64.ForSample(seed, epoch, index) : null;
            dataset.Read(index, pixels.Slice(position * size, size), augmentation);
            labels[position] = dataset.Labels[index];
        }
    }
}
