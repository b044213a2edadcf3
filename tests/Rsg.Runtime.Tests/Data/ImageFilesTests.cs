using Rsg.Data;
using Rsg.Randomness;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImageFilesTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(3, 16, 16)
    {
        Crop = Crop.Padded,
        HorizontalFlip = true,
        ColorJitter = 0.4,
        Statistics = ChannelStatistics.Cifar,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_broken_image_stops_with_its_list_and_line()
    {
        Images(4);
        string broken = Cut("images/2.jpg");
        ImageFiles set = Read(FaultPolicy.Stop);
        var pixels = new float[3 * 16 * 16];

        set.Read(1, pixels, augmentation: null);
        string expected = $"'{folder["list.txt"]}', line 3: the file '{broken}' is cut short.";
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => set.Read(2, pixels, augmentation: null)).Message);
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => set.TryRead(2, pixels, augmentation: null)).Message);
        Assert.Equal(0, set.SkippedCount);
    }

    [Fact]
    public void A_broken_image_is_skipped_and_counted_once_whoever_reads_it()
    {
        Images(4);
        string broken = Cut("images/2.jpg");
        folder.Write("images/3.jpg", "<html>");
        ImageFiles set = Read(FaultPolicy.Skip);

        Parallel.For(0, 64, _ =>
        {
            var pixels = new float[3 * 16 * 16];
            Assert.True(set.TryRead(0, pixels, augmentation: null));
            Assert.False(set.TryRead(2, pixels, augmentation: null));
            Assert.False(set.TryRead(3, pixels, augmentation: null));
        });

        Assert.Equal(2, set.SkippedCount);
        SkippedImage skipped = Assert.Single(set.Skipped, image => image.Path == "2.jpg");
        Assert.Equal(new SkippedImage("2.jpg", folder["list.txt"], "line 3", $"the file '{broken}' is cut short."), skipped);
        Assert.Throws<InvalidDataException>(() => set.Read(2, new float[3 * 16 * 16], augmentation: null));
        Assert.Equal(4, set.Count);
    }

    [Fact]
    public void A_file_that_goes_is_a_fault_of_the_image_but_not_a_folder_that_goes()
    {
        Images(3);
        ImageFiles set = Read(FaultPolicy.Skip);
        var pixels = new float[3 * 16 * 16];
        File.Delete(folder["images/0.jpg"]);
        folder.Write("images/1.jpg", "");

        Assert.False(set.TryRead(0, pixels, augmentation: null));
        Assert.False(set.TryRead(1, pixels, augmentation: null));
        Assert.Equal(
            [$"the file '{folder["images/0.jpg"]}' is not there.", $"the file '{folder["images/1.jpg"]}' is empty."],
            set.Skipped.Select(image => image.Reason));

        Directory.Delete(folder["images"], recursive: true);
        Assert.Contains(
            "any more", Assert.Throws<DirectoryNotFoundException>(() => set.TryRead(2, pixels, augmentation: null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checking_names_all_broken_images_together()
    {
        Images(6);
        string first = Cut("images/1.jpg");
        string second = folder.Write("images/4.jpg", "<html>");

        var error = Assert.Throws<InvalidDataException>(() => Read(FaultPolicy.Stop).CheckAll());

        Assert.Equal(
            $"""
            2 faults were found:
            '{folder["list.txt"]}', line 2: the file '{first}' is cut short.
            '{folder["list.txt"]}', line 5: the file '{second}' is no image that can be read: it is neither JPEG, PNG, WebP nor BMP, or its header is damaged.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Checking_leaves_out_what_is_broken_for_good(int workers)
    {
        // Labels 0 1 2 0 1 2; of class 2 nothing is left.
        Images(6);
        Cut("images/0.jpg");
        Cut("images/2.jpg");
        Cut("images/5.jpg");

        ImageFiles set = Read(FaultPolicy.Skip);
        ImageFiles left = set.CheckAll(workers);

        Assert.Equal([1, 0, 1], left.Labels);
        Assert.Equal([folder["images/1.jpg"], folder["images/3.jpg"], folder["images/4.jpg"]], Enumerable.Range(0, 3).Select(left.PathOf));
        Assert.Equal(4, left.SkippedCount);
        Assert.Equal(["line 1", "line 3", "line 6", null], left.Skipped.Select(image => image.Place));
        Assert.Equal("class 2 ('c') has no image.", left.Skipped[3].Reason);
        Assert.Equal(6, set.Count);
        Assert.Same(left, left.CheckAll(workers));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(workers), () => set.CheckAll(0));

        for (int number = 0; number < 6; number++)
        {
            folder.Write($"images/{number}.jpg", "x");
        }

        Assert.Throws<InvalidDataException>(() => left.CheckAll(workers));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => set.CheckAll(workers, cancelled.Token));
    }

    /// <summary>Images of other sizes than the input's, too: what is kept is the prepared image.</summary>
    [Theory]
    [InlineData(Crop.None)]
    [InlineData(Crop.Padded)]
    public void In_memory_each_read_gives_what_it_gives_from_the_file(Crop crop)
    {
        Images(6, side: 16);
        folder.Write("images/3.jpg", Picture(3, 40, 25));
        ImageFiles files = Read(FaultPolicy.Stop, Preparation with { Crop = crop });

        InMemoryImages memory = files.ToMemory(workers: 3);

        Assert.Equal(files.Labels, memory.Labels);
        for (int index = 0; index < files.Count; index++)
        {
            Assert.Equal(Pixels(files, index, null), Pixels(memory, index, null));
            Assert.Equal(Pixels(files, index, SplitMix64.ForSample(1, 2, index)), Pixels(memory, index, SplitMix64.ForSample(1, 2, index)));
        }
    }

    [Fact]
    public void What_cannot_be_decoded_does_not_come_into_memory()
    {
        Images(6);
        Cut("images/0.jpg");
        Cut("images/4.jpg");
        ImageFiles files = Read(FaultPolicy.Skip);

        InMemoryImages memory = files.ToMemory();

        Assert.Equal([1, 2, 0, 2], memory.Labels);
        Assert.Equal(Pixels(files, 5, null), Pixels(memory, 3, null));
        Assert.Equal(2, files.SkippedCount);
        Assert.Equal(4, files.ToMemory().Count);
        Assert.Equal(2, files.SkippedCount);
        Assert.Contains("2 faults were found", Assert.Throws<InvalidDataException>(() => Read(FaultPolicy.Stop).ToMemory()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_class_that_loses_all_its_images_is_counted_once(bool readBefore)
    {
        // Labels 0 1 2 0 1 2; of class 2 nothing is left.
        Images(6);
        Cut("images/2.jpg");
        Cut("images/5.jpg");
        ImageFiles files = Read(FaultPolicy.Skip);
        if (readBefore)
        {
            Assert.False(files.TryRead(2, new float[3 * 16 * 16], augmentation: null));
            Assert.False(files.TryRead(5, new float[3 * 16 * 16], augmentation: null));
        }

        Assert.Equal([0, 1, 0, 1], files.ToMemory().Labels);
        Assert.Equal(4, files.ToMemory().Count);

        Assert.Equal((3, "class 2 ('c') has no image."), (files.SkippedCount, files.Skipped[2].Reason));
        Assert.Equal(3, files.CheckAll().SkippedCount);
    }

    [Fact]
    public void A_class_that_no_line_is_of_is_not_counted_again()
    {
        // Labels 0 1; of class 0 nothing is left, of class 2 there was nothing.
        Images(2);
        Cut("images/0.jpg");
        ImageFiles files = Read(FaultPolicy.Skip);

        ImageFiles left = files.CheckAll();
        files.ToMemory();

        Assert.Equal(3, left.SkippedCount);
        Assert.Equal(["class 2 ('c') has no image.", null, "class 0 ('a') has no image."], left.Skipped.Select(image => image.Place is null ? image.Reason : null));
        Assert.Equal(left.Skipped, files.Skipped);
    }

    [Fact]
    public void Whole_images_are_not_held_in_memory()
    {
        Images(3);

        var error = Assert.Throws<InvalidOperationException>(() => Read(FaultPolicy.Stop, Preparation with { Crop = Crop.RandomResized }).ToMemory());

        Assert.Contains("random-resized crop", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "3 images of 1 x 30000 x 30000 need 2700000000 bytes",
            Assert.Throws<InvalidOperationException>(() => Read(FaultPolicy.Stop, new ImagePreparation(1, 30_000, 30_000)).ToMemory()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Crop.Padded)]
    [InlineData(Crop.RandomResized)]
    public void Reads_from_many_threads_give_what_one_gives(Crop crop)
    {
        Images(6, side: 30);
        ImageFiles set = Read(FaultPolicy.Stop, Preparation with { Crop = crop });
        float[][] expected = [.. Enumerable.Range(0, 60).Select(number => Pixels(set, number % 6, SplitMix64.ForSample(3, 0, number)))];

        var found = new float[600][];
        Parallel.For(0, found.Length, number => found[number] = Pixels(set, number % 6, SplitMix64.ForSample(3, 0, number % 60)));

        for (int number = 0; number < found.Length; number++)
        {
            Assert.Equal(expected[number % 60], found[number]);
        }

        Assert.Equal(60, expected.Select(pixels => string.Join(' ', pixels)).Distinct().Count());
    }

    [Fact]
    public void Reading_checks_the_index_and_the_destination()
    {
        Images(3);
        ImageFiles set = Read(FaultPolicy.Skip);

        Assert.Throws<ArgumentOutOfRangeException>("index", () => set.Read(3, new float[768], augmentation: null));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => set.TryRead(-1, new float[768], augmentation: null));
        Assert.Throws<ArgumentException>("pixels", () => set.TryRead(0, new float[767], augmentation: null));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => set.PathOf(3));
    }

    private static float[] Pixels(IImageDataset set, int index, Random? augmentation)
    {
        var pixels = new float[set.Channels * set.Height * set.Width];
        set.Read(index, pixels, augmentation);
        return pixels;
    }

    private static byte[] Picture(int number, int width, int height) =>
        EncodedImages.Of(width, height, (x, y) => new SKColor((byte)(x * 6), (byte)(y * 6), (byte)(number * 40)), SKEncodedImageFormat.Jpeg);

    private void Images(int count, int side = 20)
    {
        for (int number = 0; number < count; number++)
        {
            folder.Write($"images/{number}.jpg", Picture(number, side, side));
        }

        folder.Write("list.txt", string.Concat(Enumerable.Range(0, count).Select(number => $"{number}.jpg {number % 3}\n")));
    }

    private string Cut(string path)
    {
        byte[] content = File.ReadAllBytes(folder[path]);
        return folder.Write(path, content[..(content.Length - 60)]);
    }

    private ImageFiles Read(FaultPolicy faults, ImagePreparation? preparation = null) =>
        ListFile.Read(folder["list.txt"], folder["images"], preparation ?? Preparation, ["a", "b", "c"], faults);
}
