using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>Reads the batches of one epoch into the memory of the host, the samples of a batch by several threads at once.</summary>
internal sealed class HostReader : IDisposable
{
    private readonly IImageDataset dataset;
    private readonly IReadOnlyList<int> labelOfEach;
    private readonly int[] order;
    private readonly BatchRanges ranges;
    private readonly BatchMemory memory;

    /// <summary>Prepares to read an epoch.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="order">The image at each position of the epoch.</param>
    /// <param name="ranges">Which positions make a batch.</param>
    /// <param name="alive">How many batches there usually are at once.</param>
    public HostReader(IImageDataset dataset, int[] order, BatchRanges ranges, int alive)
    {
        long imageSize = (long)dataset.Channels * dataset.Height * dataset.Width * sizeof(float);
        memory = new BatchMemory(ranges.LargestSize * imageSize, alive);
        this.dataset = dataset;
        labelOfEach = dataset.Labels;
        this.order = order;
        this.ranges = ranges;
    }

    /// <summary>Where the random choices at a position of the epoch come from; <see langword="null"/> reads images as they are.</summary>
    public SampleKeys? Augmentation { get; init; }

    /// <summary>Threads that read one batch; 1 or less for the calling one alone.</summary>
    public int Workers { get; init; }

    /// <summary>Whether the batches are to lie in memory that a CUDA device can copy from by itself.</summary>
    public bool Pinned { get; init; }

    /// <summary>Reads one batch.</summary>
    /// <param name="batch">Which, in [0, the number of ranges).</param>
    /// <param name="cancelled">Ends the reading early.</param>
    public HostBatch Read(int batch, CancellationToken cancelled)
    {
        // The scope frees what a failing read leaves behind; the batch itself leaves every scope.
        using DisposeScope scope = NewDisposeScope();
        int start = ranges.StartOf(batch);
        int count = ranges.SizeOf(batch);
        Tensor images = memory.Empty([count, dataset.Channels, dataset.Height, dataset.Width]);
        var isRead = new bool[count];
        ParallelFor.Run(count, Workers, place => isRead[place] = ReadSample(start + place, PixelsOf(images, place, count)), cancelled);

        long[] labelValues = Close(images, start, isRead);
        int kept = labelValues.Length;
        if (kept == 0)
        {
            return new HostBatch(null, count);
        }

        images = images.narrow(0, 0, kept);
        Tensor labels = tensor(labelValues);
        if (Pinned)
        {
            images = images.pin_memory();
            labels = labels.pin_memory();
        }

        return new HostBatch(new Batch(images.DetachFromDisposeScope(), new BatchLabels(labels.DetachFromDisposeScope(), labelValues)), count - kept);
    }

    /// <summary>Frees the memory of the batches that are gone; that of the others is freed with them.</summary>
    public void Dispose() => memory.Dispose();

    private static Span<float> PixelsOf(Tensor images, int place, int count)
    {
        Span<float> all = MemoryMarshal.Cast<byte, float>(images.bytes);
        int size = all.Length / count;
        return all.Slice(place * size, size);
    }

    private bool ReadSample(int position, Span<float> pixels)
    {
        if (!dataset.WritesAllPixels)
        {
            // A set that leaves a pixel unwritten is to give the same batch every time.
            pixels.Clear();
        }

        return dataset.TryRead(order[position], pixels, Augmentation?.At(position));
    }

    /// <summary>Moves the images that were read together, in their order.</summary>
    /// <returns>Their labels.</returns>
    private long[] Close(Tensor images, int start, bool[] isRead)
    {
        var labels = new long[isRead.Length];
        int kept = 0;
        for (int place = 0; place < isRead.Length; place++)
        {
            if (!isRead[place])
            {
                continue;
            }

            if (kept < place)
            {
                PixelsOf(images, place, isRead.Length).CopyTo(PixelsOf(images, kept, isRead.Length));
            }

            labels[kept] = labelOfEach[order[start + place]];
            kept++;
        }

        return kept == labels.Length ? labels : labels[..kept];
    }
}
