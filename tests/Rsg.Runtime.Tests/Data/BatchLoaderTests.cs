using Rsg.Balancing;
using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Data;

public sealed class BatchLoaderTests
{
    [Fact]
    public void Without_shuffling_the_order_is_that_of_the_set()
    {
        var loader = new BatchLoader(new NumberedImages(10), 4, shuffle: false, seed: 1, dropLast: false);

        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], Indices(loader, 0));
        Assert.Equal(3, loader.BatchCountAt(0));
    }

    [Fact]
    public void A_batch_has_the_shapes_types_and_labels_of_its_images()
    {
        var images = new InMemoryImages([.. Enumerable.Range(0, 2 * 3 * 4 * 5).Select(value => (byte)value)], [1, 0], 3, 4, 5, 2);
        using Batch batch = new BatchLoader(images, 2, shuffle: false, seed: 0, dropLast: false).ReadEpoch(0).Single();

        Assert.Equal([2, 3, 4, 5], batch.Images.shape);
        Assert.Equal(ScalarType.Float32, batch.Images.dtype);
        Assert.Equal([2], batch.Labels.Tensor.shape);
        Assert.Equal(ScalarType.Int64, batch.Labels.Tensor.dtype);
        Assert.Equal([1L, 0L], batch.Labels.Tensor.data<long>().ToArray());
        Assert.Equal(2, batch.Count);
        Assert.Equal(Enumerable.Range(0, 120).Select(value => (float)(value / 255.0)), batch.Images.data<float>().ToArray());
    }

    [Theory]
    [InlineData(10, 4, 0)]
    [InlineData(10, 4, 7)]
    [InlineData(101, 10, 3)]
    [InlineData(1, 5, 2)]
    public void Every_epoch_holds_each_image_once(int count, int batchSize, int seed)
    {
        var loader = new BatchLoader(new NumberedImages(count), batchSize, shuffle: true, seed, dropLast: false);

        for (int epoch = 0; epoch < 5; epoch++)
        {
            Assert.Equal(Enumerable.Range(0, count), Indices(loader, epoch).SelectMany(batch => batch).Order());
        }
    }

    [Fact]
    public void Each_epoch_and_each_seed_has_an_order_of_its_own()
    {
        // 12 orders of 20 images: that two agree by chance has a probability below 66 / 20! = 3e-17.
        var orders = new HashSet<string>();
        foreach (int seed in new[] { 0, 1, -1 })
        {
            var loader = new BatchLoader(new NumberedImages(20), 5, shuffle: true, seed, dropLast: false);
            for (int epoch = 0; epoch < 4; epoch++)
            {
                Assert.True(orders.Add(string.Join(' ', Indices(loader, epoch).SelectMany(batch => batch))));
            }
        }
    }

    [Fact]
    public void The_same_seed_and_epoch_give_the_same_order_whatever_was_read_before()
    {
        var first = new BatchLoader(new NumberedImages(50), 8, shuffle: true, seed: 3, dropLast: false);
        var second = new BatchLoader(new NumberedImages(50), 8, shuffle: true, seed: 3, dropLast: false);
        _ = Indices(first, 0);
        _ = Indices(first, 1);

        Assert.Equal(Indices(first, 7), Indices(second, 7));
    }

    /// <summary>
    /// All 24 orders of 4 images over 4800 epochs: 200 expected of each. The chi-square statistic of 23 degrees of freedom exceeds 71
    /// with probability below 1e-6 if every order is equally likely. The naive shuffle that swaps with any position gives
    /// probabilities from 8/256 to 15/256 instead of 1/24, and so a statistic of about 166.
    /// </summary>
    [Fact]
    public void Every_order_is_equally_likely()
    {
        const int Epochs = 4800;
        var loader = new BatchLoader(new NumberedImages(4), 4, shuffle: true, seed: 2021, dropLast: false);
        var seen = new Dictionary<string, int>();
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            string order = string.Join(' ', Indices(loader, epoch).Single());
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, seen.Count);
        double statistic = seen.Values.Sum(count => Math.Pow(count - 200, 2) / 200);
        Assert.True(statistic < 71, $"The chi-square statistic is {statistic}.");
    }

    [Theory]
    [InlineData(10, 4, false, new[] { 4, 4, 2 })]
    [InlineData(10, 4, true, new[] { 4, 4 })]
    [InlineData(8, 4, false, new[] { 4, 4 })]
    [InlineData(8, 4, true, new[] { 4, 4 })]
    [InlineData(3, 4, false, new[] { 3 })]
    public void The_last_batch_has_what_is_left_or_is_dropped(int count, int batchSize, bool dropLast, int[] sizes)
    {
        var loader = new BatchLoader(new NumberedImages(count), batchSize, shuffle: true, seed: 0, dropLast);

        Assert.Equal(sizes, Indices(loader, 0).Select(batch => batch.Length));
        Assert.Equal(sizes.Length, loader.BatchCountAt(0));
    }

    [Theory]
    [InlineData(9, 4, false, new[] { 4, 5 })]
    [InlineData(9, 4, true, new[] { 4, 4 })]
    [InlineData(5, 4, false, new[] { 5 })]
    [InlineData(1, 4, false, new[] { 1 })]
    [InlineData(3, 1, false, new[] { 1, 1, 1 })]
    public void A_lone_last_image_joins_the_batch_before(int count, int batchSize, bool dropLast, int[] sizes)
    {
        var loader = new BatchLoader(new NumberedImages(count), batchSize, shuffle: true, seed: 0, dropLast);

        Assert.Equal(sizes, Indices(loader, 0).Select(batch => batch.Length));
        Assert.Equal(sizes.Length, loader.BatchCountAt(0));
    }

    [Theory]
    [InlineData(true, null, 6)]
    [InlineData(false, null, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 6)]
    public void Shuffled_reading_augments_unless_said_otherwise(bool shuffle, bool? augment, int augmentedReads)
    {
        var images = new NumberedImages(6);
        BatchLoader loader = augment is null
            ? new BatchLoader(images, 3, shuffle, seed: 0, dropLast: false)
            : new BatchLoader(images, 3, shuffle, seed: 0, dropLast: false) { Augment = augment.Value };

        _ = Indices(loader, 0);

        Assert.Equal(augmentedReads, images.AugmentedReads);
    }

    /// <summary>
    /// Every sample here is the same image, so that batches show the augmentation alone. 81 windows, mirrored or not: that all of 100 samples
    /// agree, or that two epochs do, is out of the question.
    /// </summary>
    [Fact]
    public void What_happens_to_a_sample_depends_on_seed_epoch_and_position_alone()
    {
        var pixels = new byte[8 * 8];
        new Random(5).NextBytes(pixels);
        var image = new InMemoryImages(pixels, [0], 2, new ImagePreparation(1, 8, 8) { Crop = Crop.Padded, HorizontalFlip = true });
        var again = new ListSampler(new int[100]);

        string[] samples = Samples(new BatchLoader(image, 7, again, seed: 4), epoch: 2);
        string[] inLargerBatches = Samples(new BatchLoader(image, 50, again, seed: 4), epoch: 2);

        Assert.Equal(samples, inLargerBatches);
        Assert.True(samples.Distinct().Count() > 50, "An image that is drawn several times looks the same every time.");
        Assert.NotEqual(samples, Samples(new BatchLoader(image, 7, again, seed: 4), epoch: 3));
        Assert.NotEqual(samples, Samples(new BatchLoader(image, 7, again, seed: 5), epoch: 2));
        Assert.Single(Samples(new BatchLoader(image, 7, again, seed: 4) { Augment = false }, epoch: 2).Distinct());

        static string[] Samples(BatchLoader loader, int epoch) =>
            [.. ReadBatches.Of(loader, epoch).SelectMany(batch => batch.Pixels.Chunk(64)).Select(sample => string.Join(' ', sample))];
    }

    [Fact]
    public void A_sampler_decides_what_is_read_and_how_many_batches_there_are()
    {
        var loader = new BatchLoader(new NumberedImages(6), 2, new DeferredSampler(new ListSampler([5, 5, 0, 1, 2, 2]), new ListSampler([3, 4, 4]), 1), seed: 0);

        Assert.Equal([[5, 5], [0, 1], [2, 2]], Indices(loader, 0));
        Assert.Equal([[3, 4, 4]], Indices(loader, 1));
        Assert.Equal([3, 1, 1], [loader.BatchCountAt(0), loader.BatchCountAt(1), loader.BatchCountAt(2)]);
        Assert.True(loader.Augment);
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => loader.BatchCountAt(-1));
    }

    [Fact]
    public void A_sampler_of_another_set_is_found_out()
    {
        var images = new NumberedImages(6);

        var tooLarge = Assert.Throws<InvalidOperationException>(() => Indices(new BatchLoader(images, 2, new ListSampler([0, 6]), seed: 0), 3));
        Assert.Contains("drew image 6 for epoch 3; the set has images 0 to 5", tooLarge.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Indices(new BatchLoader(images, 2, new ListSampler([-1]), seed: 0), 0));
        var tooFew = Assert.Throws<InvalidOperationException>(() => Indices(new BatchLoader(images, 2, new ListSampler([0, 1], promised: 3), seed: 0), 0));
        Assert.Contains("promised 3 images for epoch 0 and drew 2", tooFew.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Indices(new BatchLoader(images, 2, new ListSampler([]), seed: 0), 0));
    }

    [Fact]
    public void A_batch_outlives_the_scope_it_was_read_in_and_the_batches_after_it()
    {
        var loader = new BatchLoader(new NumberedImages(6), 2, shuffle: false, seed: 0, dropLast: false);
        List<Batch> batches;
        using (NewDisposeScope())
        {
            batches = [.. loader.ReadEpoch(0)];
        }

        Assert.Equal([[0f, 1f], [2f, 3f], [4f, 5f]], batches.Select(batch => batch.Images.data<float>().ToArray()));
        batches.ForEach(batch => batch.Dispose());
        Assert.All(batches, batch => Assert.True(batch.Images.IsInvalid && batch.Labels.Tensor.IsInvalid));
    }

    [Fact]
    public void What_cannot_be_read_in_batches_is_refused()
    {
        var images = new NumberedImages(3);

        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new BatchLoader(images, 0, shuffle: true, seed: 0, dropLast: false));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new BatchLoader(images, -1, shuffle: true, seed: 0, dropLast: false));
        Assert.Throws<ArgumentNullException>("dataset", () => new BatchLoader(null!, 1, shuffle: true, seed: 0, dropLast: false));
        Assert.Throws<ArgumentException>("dataset", () => new BatchLoader(new NumberedImages(0), 1, shuffle: true, seed: 0, dropLast: false));
        ArgumentException dropped = Assert.Throws<ArgumentException>("dropLast", () => new BatchLoader(images, 4, shuffle: true, seed: 0, dropLast: true));
        Assert.Contains("3 images, fewer than the batch size 4", dropped.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("sampler", () => new BatchLoader(images, 1, null!, seed: 0));
        Assert.Throws<ArgumentOutOfRangeException>("Workers", () => new BatchLoader(images, 1, shuffle: true, seed: 0, dropLast: false) { Workers = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Prefetch", () => new BatchLoader(images, 1, shuffle: true, seed: 0, dropLast: false) { Prefetch = -1 });

        // 2^29 floats an image, and a lone last image would join the one before.
        var huge = new NumberedImages(2) { Height = 1 << 15, Width = 1 << 14 };
        ArgumentException tooLarge = Assert.Throws<ArgumentException>("batchSize", () => new BatchLoader(huge, 1, shuffle: true, seed: 0, dropLast: false));
        Assert.Contains("4294967296 bytes", tooLarge.Message, StringComparison.Ordinal);

        // At the call, not at the first batch.
        var loader = new BatchLoader(images, 2, shuffle: true, seed: 0, dropLast: false);
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => loader.ReadEpoch(-1));
    }

    private static List<int[]> Indices(BatchLoader loader, int epoch) =>
        [.. ReadBatches.Of(loader, epoch).Select(batch => Array.ConvertAll(batch.Pixels, value => (int)value))];
}
