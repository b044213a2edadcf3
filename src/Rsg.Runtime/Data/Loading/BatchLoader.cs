using System.Collections.Immutable;
using System.Globalization;
using Rsg.Balancing;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>Reads a set of images in batches, epoch by epoch: those that a sampler draws, or all of them in order.</summary>
/// <remarks>
/// <para>
/// A background thread reads <see cref="Prefetch"/> batches ahead, each with <see cref="Workers"/> threads. Neither changes a batch: all
/// random choices are keyed by the seed, the epoch and the position in it. There are never more than <see cref="Prefetch"/> + 2
/// batches in memory, the one given out last included. An exception of the set comes out of the enumeration unchanged, after the
/// batches before the one that it belongs to. Leaving the enumeration early stops the threads and frees what they have read.
/// </para>
/// <para>
/// Images that are held in memory (<see cref="InMemoryImages"/>, and subsets of it) and that are only cropped with padding and mirrored are sent to
/// a device other than the CPU once, as bytes, and batches are made there, with the same pixels as on the CPU. They stay there, see
/// <see cref="InMemoryImages.FreeDeviceMemory"/>.
/// </para>
/// <para>
/// A batch of a single sample is never made where it can be avoided, because batch normalisation and pairs of samples make no sense of
/// it in training: a lone last sample joins the batch before it, which then has one more than the batch size.
/// </para>
/// </remarks>
public sealed class BatchLoader
{
    private readonly IImageDataset dataset;
    private readonly int batchSize;
    private readonly ISampler sampler;
    private readonly int seed;
    private readonly bool dropLast;
    private readonly int workers;
    private readonly int prefetch = 2;
    private long skippedImages;

    /// <summary>Prepares to train on what a sampler draws.</summary>
    /// <param name="dataset">The set to read.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="sampler">Draws the images of each epoch; made for this set's labels.</param>
    /// <param name="seed">Decides every augmentation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="ArgumentException">The set is empty, or a batch would have 2 GiB or more.</exception>
    public BatchLoader(IImageDataset dataset, int batchSize, ISampler sampler, int seed)
        : this(dataset, batchSize, sampler, seed, dropLast: false)
    {
        Augment = true;
    }

    /// <summary>Prepares to read every image once an epoch.</summary>
    /// <param name="dataset">The set to read.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="shuffle">Whether each epoch has a random order of its own. Also decides <see cref="Augment"/> unless that is set.</param>
    /// <param name="seed">Decides every order and every augmentation.</param>
    /// <param name="dropLast">Whether samples that do not fill a last batch are left out of the epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="ArgumentException">The set is empty, dropping the last batch would leave none, or a batch would have 2 GiB or more.</exception>
    public BatchLoader(IImageDataset dataset, int batchSize, bool shuffle, int seed, bool dropLast)
        : this(dataset, batchSize, EachOnce(dataset, shuffle, seed), seed, dropLast)
    {
        Augment = shuffle;
        if (dropLast && dataset.Count < batchSize)
        {
            throw new ArgumentException(
                $"The set has {dataset.Count} images, fewer than the batch size {batchSize}; with dropLast no batch would be left.", nameof(dropLast));
        }
    }

    private BatchLoader(IImageDataset dataset, int batchSize, ISampler sampler, int seed, bool dropLast)
    {
        RequireImages(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentNullException.ThrowIfNull(sampler);
        Int128 largest = (Int128)Math.Min(batchSize + 1L, sampler.CountAt(0)) * dataset.Channels * dataset.Height * dataset.Width * sizeof(float);
        if (largest > int.MaxValue)
        {
            throw new ArgumentException(
                $"A batch of {batchSize} images of {ImageSize.Of(dataset)} can have {largest} bytes; it must stay below 2 GiB.",
                nameof(batchSize));
        }

        this.dataset = dataset;
        this.batchSize = batchSize;
        this.sampler = sampler;
        this.seed = seed;
        this.dropLast = dropLast;
        workers = dataset.IsDecoded ? Environment.ProcessorCount : 1;
    }

    /// <summary>
    /// Whether images are augmented where the set does that. Left out: with a sampler and with <c>shuffle</c> they are, otherwise not, since
    /// training does both and evaluation neither.
    /// </summary>
    public bool Augment { get; init; }

    /// <summary>
    /// Threads that read the images of one batch; with 1 or 0 there is one. Left out: as many as the machine has processors where images
    /// are decoded, otherwise 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Workers
    {
        get => workers;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Workers));
            workers = value;
        }
    }

    /// <summary>Batches that are read ahead, on a thread of its own; with 0 each is read when it is asked for. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Prefetch
    {
        get => prefetch;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Prefetch));
            prefetch = value;
        }
    }

    /// <summary>
    /// Images that the set left out (<see cref="IImageDataset.TryRead"/>) of the batches given out so far, over all epochs. Their batch is
    /// smaller for it; one that would be empty is not given out.
    /// </summary>
    public long SkippedImages => Interlocked.Read(ref skippedImages);

    /// <summary>Batches of an epoch, if no image is left out.</summary>
    /// <param name="epoch">Which epoch, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    public int BatchCountAt(int epoch) => RangesOf(sampler.CountAt(epoch)).Count;

    /// <summary>Reads one epoch. The same seed and epoch give the same batches, whatever was read before.</summary>
    /// <param name="epoch">Which epoch, counted from 0.</param>
    /// <param name="device">Where the tensors go; <see langword="null"/> for the CPU.</param>
    /// <param name="firstBatch">The number of the first batch (<see cref="Batch.Number"/>); none of those before it is read. Not negative.</param>
    /// <returns>The batches; each is valid until it is disposed, which the caller does. An enumerator that is left early must be disposed, as foreach does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The epoch or the number of the first batch is negative.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: the sampler does not fit the set.</exception>
    public IEnumerable<Batch> ReadEpoch(int epoch, Device? device = null, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        return ReadBatches(epoch, device, firstBatch);
    }

    private static ISampler EachOnce(IImageDataset dataset, bool shuffle, int seed)
    {
        RequireImages(dataset);
        return shuffle ? new ShuffleSampler(dataset.Count, seed) : new InOrderSampler(dataset.Count);
    }

    private static void RequireImages(IImageDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Count < 1)
        {
            throw new ArgumentException("The set has no images.", nameof(dataset));
        }
    }

    /// <summary>Waiting, being read, and given out last.</summary>
    private int AliveAtMost => prefetch + 2;

    private BatchRanges RangesOf(int samples) => new(samples, batchSize, dropLast);

    private IEnumerable<Batch> ReadBatches(int epoch, Device? device, int firstBatch)
    {
        int[] order = Draw(epoch);
        SampleKeys? keys = Augment ? new SampleKeys(seed, epoch) : null;
        IEnumerable<Batch> batches = device is not null && device.type != DeviceType.CPU && HeldInMemory(order) is var (images, indices)
            ? ReadOnDevice(DeviceImages.Of(images, device), order, indices, keys, firstBatch)
            : ReadOnHost(order, keys, device, firstBatch);
        foreach (Batch batch in batches)
        {
            yield return batch;
        }
    }

    /// <summary>The set in memory that the images are of, and their indices there; nothing where a device cannot hold it.</summary>
    private (InMemoryImages Images, int[] Indices)? HeldInMemory(int[] order)
    {
        IImageDataset source = dataset;
        while (source is Subset subset)
        {
            ImmutableArray<int> indices = subset.SourceIndices;
            order = Array.ConvertAll(order, index => indices[index]);
            source = subset.Source;
        }

        return source is InMemoryImages images && DeviceImages.CanHold(images) ? (images, order) : null;
    }

    private IEnumerable<Batch> ReadOnDevice(DeviceImages images, int[] order, int[] indices, SampleKeys? keys, int firstBatch)
    {
        BatchRanges ranges = RangesOf(order.Length);
        IReadOnlyList<int> labelOfEach = dataset.Labels;
        long[] labels = Array.ConvertAll(order, index => (long)labelOfEach[index]);
        for (int batch = firstBatch; batch < ranges.Count; batch++)
        {
            int start = ranges.StartOf(batch);
            int count = ranges.SizeOf(batch);
            Batch read = images.Read(indices.AsSpan(start, count), labels.AsSpan(start, count), start, keys);
            read.Number = batch;
            yield return read;
        }
    }

    private IEnumerable<Batch> ReadOnHost(int[] order, SampleKeys? keys, Device? device, int firstBatch)
    {
        BatchRanges ranges = RangesOf(order.Length);
        using var reader = new HostReader(dataset, order, ranges, AliveAtMost)
        {
            Augmentation = keys,
            Workers = workers,
            Pinned = device is { type: DeviceType.CUDA },
        };

        int number = firstBatch;
        int skipped = 0;
        foreach (HostBatch read in ReadAhead.Of(Math.Max(0, ranges.Count - firstBatch), prefetch, (count, stopped) => reader.Read(firstBatch + count, stopped)))
        {
            Interlocked.Add(ref skippedImages, read.Skipped);
            skipped += read.Skipped;
            if (read.MoveTo(device) is { } batch)
            {
                (batch.Number, batch.Skipped) = (number, skipped);
                yield return batch;
                skipped = 0;
            }

            number++;
        }
    }

    private int[] Draw(int epoch)
    {
        int[] order = sampler.Draw(epoch);
        if (order.Length < 1 || order.Length != sampler.CountAt(epoch))
        {
            throw new InvalidOperationException($"The sampler promised {sampler.CountAt(epoch)} images for epoch {epoch} and drew {order.Length}; it must draw as many, and at least 1.");
        }

        foreach (int index in order)
        {
            if (index < 0 || index >= dataset.Count)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sampler drew image {index} for epoch {epoch}; the set has images 0 to {dataset.Count - 1}. Was it made for another set?"));
            }
        }

        return order;
    }
}
