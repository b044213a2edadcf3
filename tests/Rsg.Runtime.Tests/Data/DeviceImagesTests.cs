using System.Runtime.CompilerServices;
using CsCheck;
using Rsg.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Batches that are made on the device are those that are made on the host. The device here is the CPU: the operations are the same.</summary>
public sealed class DeviceImagesTests : IDisposable
{
    private sealed record Case(int Channels, int Height, int Width, int Count, int Padding, bool Flip, bool Statistics, bool Augment, int Seed);

    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Int[1, 4],
        Gen.Int[1, 9],
        Gen.Int[1, 9],
        Gen.Int[1, 12],
        Gen.Int[0, 11],
        Gen.Bool,
        Gen.Bool,
        Gen.Int,
        static (channels, height, width, count, padding, flip, statistics, seed) => new Case(channels, height, width, count, padding, flip, statistics, seed % 4 != 0, seed));

    public void Dispose() => Garbage.Collect();

    [Fact]
    public void A_batch_is_the_same_bit_for_bit() => Cases.Sample(
        static made =>
        {
            InMemoryImages images = Images(made);
            int[] order = [.. Enumerable.Range(0, 2 * made.Count).Select(position => position * 7 % made.Count)];
            var loader = new BatchLoader(images, order.Length, new ListSampler(order), made.Seed) { Augment = made.Augment };
            (float[] pixels, long[] labels) = Assert.Single(ReadBatches.Of(loader, 3));

            using Batch batch = DeviceImages.Of(images, CPU).Read(
                order, [.. order.Select(index => (long)images.Labels[index])], 0, made.Augment ? new SampleKeys(made.Seed, 3) : null);

            Assert.Equal([order.Length, made.Channels, made.Height, made.Width], batch.Images.shape);
            Assert.Equal(ScalarType.Float32, batch.Images.dtype);
            (float[] devicePixels, long[] deviceLabels) = ReadBatches.Content(batch);
            Assert.Equal(pixels.Select(BitConverter.SingleToInt32Bits), devicePixels.Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(labels, deviceLabels);
        },
        iter: 200,
        threads: 1);

    /// <summary>Windows belong to positions of the epoch, not of the batch.</summary>
    [Fact]
    public void A_later_batch_goes_on_with_the_positions_of_the_epoch()
    {
        InMemoryImages images = Images(new Case(3, 8, 8, 5, 4, true, true, true, 1));
        int[] order = [0, 1, 2, 3, 4, 4, 4];
        DeviceImages device = DeviceImages.Of(images, CPU);
        var keys = new SampleKeys(1, 0);

        using Batch whole = device.Read(order, new long[7], 0, keys);
        using Batch later = device.Read(order.AsSpan(4), new long[3], 4, keys);

        Assert.Equal(ReadBatches.Content(whole).Pixels[(4 * 3 * 64)..], ReadBatches.Content(later).Pixels);
    }

    /// <summary>
    /// A loader takes this way for a device that is not the CPU. Tensors of the meta device have shapes but no content: an operation that looks
    /// at a value, and so would wait for a real device, fails there.
    /// </summary>
    [Fact]
    public void A_loader_makes_batches_on_the_device_and_never_waits_for_it()
    {
        InMemoryImages images = Images(new Case(3, 6, 5, 11, 4, true, true, true, 1));
        var subset = new Subset(new Subset(images, [7, 3, 0, 10, 9, 1]), [4, 0, 1, 5, 2]);
        var meta = new Device(DeviceType.META);
        var loader = new BatchLoader(subset, 2, shuffle: true, seed: 0, dropLast: false);

        var shapes = new List<long[]>();
        foreach (Batch batch in loader.ReadEpoch(0, meta))
        {
            using (batch)
            {
                Assert.Equal((DeviceType.META, DeviceType.META), (batch.Images.device_type, batch.Labels.Tensor.device_type));
                Assert.Equal([batch.Count], batch.Labels.Tensor.shape);
                shapes.Add(batch.Images.shape);
            }
        }

        Assert.Equal([[2, 3, 6, 5], [3, 3, 6, 5]], shapes);
    }

    [Fact]
    public void Other_sets_are_read_on_the_host_and_sent_over()
    {
        var loader = new BatchLoader(new ScriptedImages(5), 2, shuffle: true, seed: 0, dropLast: false);

        using Batch batch = loader.ReadEpoch(0, new Device(DeviceType.META)).First();

        Assert.Equal(DeviceType.META, batch.Images.device_type);
        Assert.Equal([2, 1, 1, 1], batch.Images.shape);
    }

    /// <summary>What the device cannot do is done on the host: colours, scaled parts, and scaling to a larger side than the image has.</summary>
    [Fact]
    public void Only_padded_crops_and_mirroring_are_done_on_the_device()
    {
        var plain = new ImagePreparation(3, 4, 6);
        ImagePreparation[] onDevice = [plain, plain with { Crop = Crop.Padded, HorizontalFlip = true }, plain with { ShorterSide = 4 }];
        ImagePreparation[] onHost = [plain with { ColorJitter = 0.4 }, plain with { Crop = Crop.RandomResized }, plain with { ShorterSide = 5 }];

        Assert.All(onDevice, preparation => Assert.True(DeviceImages.CanHold(Prepared(preparation))));
        Assert.All(onHost, preparation => Assert.False(DeviceImages.CanHold(Prepared(preparation))));
        foreach (ImagePreparation preparation in onHost)
        {
            var loader = new BatchLoader(Prepared(preparation), 2, shuffle: true, seed: 0, dropLast: false);
            using Batch batch = loader.ReadEpoch(0, new Device(DeviceType.META)).Single();
            Assert.Equal([2, 3, 4, 6], batch.Images.shape);
        }

        static InMemoryImages Prepared(ImagePreparation preparation) => new(new byte[2 * 3 * 4 * 6], [0, 1], 2, preparation);
    }

    [Fact]
    public void A_set_is_sent_once()
    {
        InMemoryImages images = Images(new Case(1, 2, 2, 2, 0, false, false, false, 1));

        Assert.Same(DeviceImages.Of(images, CPU), DeviceImages.Of(images, CPU));
        Assert.NotSame(DeviceImages.Of(images, CPU), DeviceImages.Of(images, new Device(DeviceType.META)));
        Assert.NotSame(DeviceImages.Of(images, CPU), DeviceImages.Of(Images(new Case(1, 2, 2, 2, 0, false, false, false, 1)), CPU));
    }

    [Fact]
    public void What_was_sent_goes_with_the_set()
    {
        WeakReference sent = Send();
        Garbage.Collect();

        Assert.False(sent.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Send() => new(DeviceImages.Of(Images(new Case(1, 2, 2, 2, 0, false, false, false, 1)), CPU));
    }

    [Fact]
    public void What_was_sent_can_be_freed_and_is_sent_again()
    {
        InMemoryImages images = Images(new Case(1, 2, 2, 2, 0, false, false, false, 1));
        DeviceImages first = DeviceImages.Of(images, CPU);
        float[] pixels = Pixels(first);

        images.FreeDeviceMemory();
        images.FreeDeviceMemory();

        Assert.ThrowsAny<Exception>(() => Pixels(first));
        Assert.Equal(pixels, Pixels(DeviceImages.Of(images, CPU)));

        static float[] Pixels(DeviceImages sent)
        {
            using Batch batch = sent.Read([1], [0], 0, keys: null);
            return ReadBatches.Content(batch).Pixels;
        }
    }

    private static InMemoryImages Images(Case made)
    {
        var bytes = new byte[made.Count * made.Channels * made.Height * made.Width];
        new Random(made.Seed).NextBytes(bytes);
        ChannelStatistics? statistics = made.Statistics
            ? new ChannelStatistics(Enumerable.Range(1, made.Channels).Select(i => 0.13 * i), Enumerable.Range(1, made.Channels).Select(i => 0.21 * i))
            : null;
        return new InMemoryImages(
            bytes,
            [.. Enumerable.Range(0, made.Count).Select(index => index % 3)],
            3,
            new ImagePreparation(made.Channels, made.Height, made.Width)
            {
                Crop = made.Padding == 0 ? Crop.None : Crop.Padded,
                Padding = made.Padding,
                HorizontalFlip = made.Flip,
                Statistics = statistics,
            });
    }
}
