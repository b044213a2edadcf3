using System.Collections.Concurrent;
using Rsg.Balancing;
using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class BatchPipelineTests
{
    /// <summary>Long enough for any machine; only a test that fails waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<int, int> Pipelines => new() { { 0, 0 }, { 1, 0 }, { 4, 0 }, { 1, 1 }, { 0, 2 }, { 3, 2 }, { 8, 5 } };

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Workers_and_batches_ahead_change_no_batch(int workers, int prefetch)
    {
        var images = new ScriptedImages(101) { Skips = index => index % 10 == 3 };
        var sampler = new ClassBalancedSampler(images.Labels, 7, seed: 1);
        var plain = new BatchLoader(images, 8, sampler, seed: 2) { Workers = 0, Prefetch = 0 };
        var loader = new BatchLoader(images, 8, sampler, seed: 2) { Workers = workers, Prefetch = prefetch };

        for (int epoch = 0; epoch < 3; epoch++)
        {
            AssertSame(ReadBatches.Of(plain, epoch), ReadBatches.Of(loader, epoch));
        }

        Assert.Equal(plain.SkippedImages, loader.SkippedImages);
        Assert.True(loader.SkippedImages > 0);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Images_that_are_left_out_make_their_batch_smaller_and_are_counted(int workers, int prefetch)
    {
        // The second batch would be empty.
        var images = new ScriptedImages(11) { Skips = index => index is 0 or 2 or >= 4 and < 8 or 10 };
        var loader = new BatchLoader(images, 4, shuffle: false, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };

        List<(float[] Pixels, long[] Labels)> batches = ReadBatches.Of(loader, 0);

        Assert.Equal([[1f, 3f], [8f, 9f]], batches.Select(batch => batch.Pixels));
        Assert.Equal([[1L, 3L], [1L, 2L]], batches.Select(batch => batch.Labels));
        Assert.Equal(3, loader.BatchCountAt(0));
        Assert.Equal(7, loader.SkippedImages);

        _ = ReadBatches.Of(loader, 1);
        Assert.Equal(14, loader.SkippedImages);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void An_epoch_can_be_read_from_any_of_its_batches(int workers, int prefetch)
    {
        // The second of four batches would be empty. Every read is counted: those of batches before the first one are not made.
        var reads = new ConcurrentBag<int>();
        var images = new ScriptedImages(14) { Skips = index => index is 0 or 2 or >= 4 and < 8 or 10, Reading = reads.Add };
        var loader = new BatchLoader(images, 4, shuffle: false, seed: 0, dropLast: false) { Augment = true, Workers = workers, Prefetch = prefetch };
        List<(float[] Pixels, long[] Labels)> whole = ReadBatches.Of(loader, 3);

        Assert.Equal([(0, 2), (2, 5), (3, 0)], Numbers(firstBatch: 0));
        Assert.Equal([(2, 5), (3, 0)], Numbers(firstBatch: 1));
        Assert.Equal([(2, 1), (3, 0)], Numbers(firstBatch: 2));
        Assert.Empty(Numbers(firstBatch: 4));
        Assert.Empty(Numbers(firstBatch: 9));
        Assert.Throws<ArgumentOutOfRangeException>("firstBatch", () => loader.ReadEpoch(3, firstBatch: -1));

        reads.Clear();
        AssertSame(whole[1..], [.. loader.ReadEpoch(3, firstBatch: 2).Select(batch =>
        {
            using (batch)
            {
                return ReadBatches.Content(batch);
            }
        })]);
        Assert.All(reads, index => Assert.InRange(index, 8, 13));

        List<(int Number, int Skipped)> Numbers(int firstBatch) => [.. loader.ReadEpoch(3, firstBatch: firstBatch).Select(batch =>
        {
            using (batch)
            {
                return (batch.Number, batch.Skipped);
            }
        })];
    }

    [Fact]
    public void An_epoch_of_nothing_but_images_that_are_left_out_has_no_batch()
    {
        var loader = new BatchLoader(new ScriptedImages(5) { Skips = _ => true }, 2, shuffle: true, seed: 0, dropLast: false);

        Assert.Empty(loader.ReadEpoch(0));
        Assert.Equal(5, loader.SkippedImages);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void An_exception_comes_unchanged_after_the_batches_before_it(int workers, int prefetch)
    {
        var failure = new InvalidDataException("Image 10 is torn.");
        var images = new ScriptedImages(20) { Reading = index => _ = index == 10 ? throw failure : 0 };
        var loader = new BatchLoader(images, 4, shuffle: false, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };
        var given = new List<int>();

        var thrown = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (Batch batch in loader.ReadEpoch(0))
            {
                using (batch)
                {
                    given.Add(batch.Count);
                }
            }
        });

        Assert.Same(failure, thrown);
        Assert.Equal([4, 4], given);
    }

    /// <summary>Image 1 cannot be read, but says so only after image 6 has failed on another thread.</summary>
    [Fact]
    public void Of_several_failing_images_the_first_in_the_batch_is_reported()
    {
        using var later = new ManualResetEventSlim();
        var images = new ScriptedImages(8)
        {
            Reading = index =>
            {
                if (index == 6)
                {
                    later.Set();
                    throw new InvalidDataException("6");
                }

                if (index == 1)
                {
                    Assert.True(later.Wait(Patience), "No second thread reads the batch.");
                    throw new InvalidDataException("1");
                }
            },
        };
        var loader = new BatchLoader(images, 8, shuffle: false, seed: 0, dropLast: false) { Workers = 2 };

        Assert.Equal("1", Assert.Throws<InvalidDataException>(() => ReadBatches.Of(loader, 0)).Message);
    }

    /// <summary>Where the set itself gives up with a cancellation, that is its exception and no early end of the epoch.</summary>
    [Theory]
    [MemberData(nameof(Pipelines))]
    public void A_cancellation_inside_the_set_is_an_exception_like_any_other(int workers, int prefetch)
    {
        var images = new ScriptedImages(9) { Reading = index => _ = index == 5 ? throw new TaskCanceledException("Download broken off.") : 0 };
        var loader = new BatchLoader(images, 4, shuffle: false, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };

        Assert.Equal("Download broken off.", Assert.Throws<TaskCanceledException>(() => ReadBatches.Of(loader, 0)).Message);
    }

    /// <summary>A batch is read ahead while there are at most Prefetch + 2 of them: the one given out last, those waiting, and the one being read.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(4, 2)]
    public void As_many_batches_are_read_ahead_as_were_asked_for_and_no_more(int workers, int prefetch)
    {
        const int BatchSize = 5;
        int asked = 0;
        int tooFar = 0;
        using var farthest = new ManualResetEventSlim();
        var images = new ScriptedImages(200)
        {
            Reading = index =>
            {
                int lead = (index / BatchSize) - Volatile.Read(ref asked);
                if (lead > prefetch + 1)
                {
                    Interlocked.Increment(ref tooFar);
                }
                else if (lead == prefetch + 1)
                {
                    farthest.Set();
                }
            },
        };
        var loader = new BatchLoader(images, BatchSize, shuffle: false, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };

        foreach (Batch batch in loader.ReadEpoch(0))
        {
            batch.Dispose();
            if (asked < 40 - prefetch - 1)
            {
                Assert.True(farthest.Wait(Patience), "Nothing is read ahead.");
                farthest.Reset();
            }

            Interlocked.Increment(ref asked);
        }

        Assert.Equal(0, tooFar);
    }

    [Fact]
    public void With_nothing_ahead_a_batch_is_read_when_it_is_asked_for_on_the_same_thread()
    {
        var threads = new ConcurrentQueue<Thread>();
        var images = new ScriptedImages(6) { Reading = _ => threads.Enqueue(Thread.CurrentThread) };
        var loader = new BatchLoader(images, 2, shuffle: false, seed: 0, dropLast: false) { Workers = 1, Prefetch = 0 };

        int batches = 0;
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            batch.Dispose();
            batches++;
            Assert.Equal(2 * batches, threads.Count);
        }

        Assert.All(threads, thread => Assert.Same(Thread.CurrentThread, thread));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaving_early_or_reading_to_the_end_ends_the_thread(bool early)
    {
        Thread? reader = null;
        var images = new ScriptedImages(40) { Reading = _ => reader = Thread.CurrentThread };
        var loader = new BatchLoader(images, 2, shuffle: false, seed: 0, dropLast: false);

        foreach (Batch batch in loader.ReadEpoch(0))
        {
            batch.Dispose();
            if (early)
            {
                break;
            }
        }

        Assert.NotNull(reader);
        Assert.NotSame(Thread.CurrentThread, reader);
        Assert.False(reader.IsAlive);
    }

    [Fact]
    public void Two_epochs_can_be_read_at_once()
    {
        var images = new ScriptedImages(50);
        var loader = new BatchLoader(images, 8, shuffle: true, seed: 5, dropLast: false) { Workers = 2 };
        List<(float[], long[])> first = ReadBatches.Of(loader, 0);
        List<(float[], long[])> second = ReadBatches.Of(loader, 1);
        var firstAgain = new List<(float[], long[])>();
        var secondAgain = new List<(float[], long[])>();

        foreach ((Batch one, Batch other) in loader.ReadEpoch(0).Zip(loader.ReadEpoch(1)))
        {
            using (one)
            using (other)
            {
                firstAgain.Add(ReadBatches.Content(one));
                secondAgain.Add(ReadBatches.Content(other));
            }
        }

        AssertSame(first, firstAgain);
        AssertSame(second, secondAgain);
    }

    [Fact]
    public void Decoded_images_are_read_by_all_processors_others_by_one()
    {
        var decoded = new ScriptedImages(7) { IsDecoded = true };

        Assert.Equal(Environment.ProcessorCount, Loader(decoded).Workers);
        Assert.Equal(Environment.ProcessorCount, Loader(new Subset(decoded, [1, 2])).Workers);
        Assert.Equal(1, Loader(new ScriptedImages(7)).Workers);
        Assert.Equal(1, Loader(new Subset(new ScriptedImages(7), [1, 2])).Workers);
        Assert.Equal(2, Loader(decoded).Prefetch);

        static BatchLoader Loader(IImageDataset images) => new(images, 2, shuffle: true, seed: 0, dropLast: false);
    }

    /// <summary>As the loader sees it, a subset of a set that leaves images out does so too.</summary>
    [Fact]
    public void A_subset_leaves_out_what_its_set_leaves_out()
    {
        var subset = new Subset(new ScriptedImages(14) { Skips = index => index == 3 }, [0, 3, 13, 4]);
        var loader = new BatchLoader(subset, 10, shuffle: false, seed: 0, dropLast: false);

        Assert.Equal([0f, 13f, 4f], ReadBatches.Of(loader, 0).Single().Pixels);
        Assert.Equal(1, loader.SkippedImages);
    }

    /// <summary>Files, decoded and varied in every way there is, one of which is no image: threads share no buffer and no random choice.</summary>
    [Fact]
    public void Decoded_files_are_the_same_whatever_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        for (int number = 0; number < 24; number++)
        {
            var colors = new Random(number);
            folder.Write($"{number % 2}/{number:D2}.jpg", EncodedImages.Of(
                20 + number, 30 - number / 2, (_, _) => new SKColor((uint)colors.Next() | 0xFF000000), SKEncodedImageFormat.Jpeg));
        }

        folder.Write("1/torn.jpg", [0xFF, 0xD8, 0xFF]);
        var preparation = new ImagePreparation(3, 16, 16) { Crop = Crop.RandomResized, HorizontalFlip = true, ColorJitter = 0.4 };
        ImageFiles images = ImageFolder.Read(folder.Root, preparation, faults: FaultPolicy.Skip);
        var sampler = new ClassBalancedSampler(images.Labels, 2, seed: 1);

        var plain = new BatchLoader(images, 7, sampler, seed: 2) { Workers = 1, Prefetch = 0 };
        var parallel = new BatchLoader(images, 7, sampler, seed: 2) { Workers = 8 };
        for (int epoch = 0; epoch < 4; epoch++)
        {
            AssertSame(ReadBatches.Of(plain, epoch), ReadBatches.Of(parallel, epoch));
        }

        Assert.Equal(plain.SkippedImages, parallel.SkippedImages);
        Assert.True(plain.SkippedImages > 0);
        Assert.Equal(1, images.SkippedCount);
    }

    private static void AssertSame(List<(float[] Pixels, long[] Labels)> expected, List<(float[] Pixels, long[] Labels)> actual)
    {
        Assert.Equal(expected.Select(batch => batch.Pixels), actual.Select(batch => batch.Pixels));
        Assert.Equal(expected.Select(batch => batch.Labels), actual.Select(batch => batch.Labels));
    }
}
