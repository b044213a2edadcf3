using System.Buffers.Binary;
using System.IO.Compression;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class IdxFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("idx");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_images_and_labels(bool compressed)
    {
        string images = Write("images", Idx([2, 2, 3], [0, 51, 102, 153, 204, 255, 6, 7, 8, 9, 10, 11]), compressed);
        string labels = Write("labels", Idx([2], [4, 1]), compressed);

        InMemoryImages set = IdxFiles.Read(images, labels, preparation: null, classes: 5);

        Assert.Equal((2, 1, 2, 3, 5), (set.Count, set.Channels, set.Height, set.Width, set.Classes));
        Assert.Equal([4, 1], set.Labels);
        var pixels = new float[6];
        set.Read(0, pixels, augmentation: null);
        Assert.Equal([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f], pixels);
    }

    [Fact]
    public void Reads_more_than_one_buffer()
    {
        var bytes = new byte[300 * 28 * 28];
        new Random(2).NextBytes(bytes);
        string images = Write("images", Idx([300, 28, 28], bytes), compressed: true);
        string labels = Write("labels", Idx([300], new byte[300]), compressed: true);

        InMemoryImages set = IdxFiles.Read(images, labels, preparation: null, classes: 10);

        var pixels = new float[784];
        set.Read(299, pixels, augmentation: null);
        Assert.Equal(bytes[^784..].Select(value => (float)(value / 255.0)), pixels);
    }

    [Fact]
    public void Finds_the_files_of_a_folder_by_their_original_names()
    {
        Write("train-images-idx3-ubyte.gz", Idx([1, 1, 1], [255]), compressed: true);
        Write("train-labels-idx1-ubyte", Idx([1], [1]), compressed: false);
        Write("t10k-images-idx3-ubyte", Idx([2, 1, 1], [0, 0]), compressed: false);
        Write("t10k-labels-idx1-ubyte.gz", Idx([2], [0, 1]), compressed: true);

        Assert.Equal(1, IdxFiles.ReadTrainingSet(folder.FullName, preparation: null, 2).Count);
        Assert.Equal(2, IdxFiles.ReadTestSet(folder.FullName, preparation: null, 2).Count);
        ImageSets sets = IdxFiles.ReadSets(folder.FullName, preparation: null, 2);
        Assert.Equal((1, 2), (sets.Training.Count, sets.Test!.Count));
        Assert.Null(sets.Validation);
    }

    [Fact]
    public void Says_what_is_missing()
    {
        string missing = Path.Combine(folder.FullName, "nowhere");
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => IdxFiles.ReadTrainingSet(missing, preparation: null, 10)).Message, StringComparison.Ordinal);

        string message = Assert.Throws<FileNotFoundException>(() => IdxFiles.ReadTestSet(folder.FullName, preparation: null, 10)).Message;
        Assert.Contains(folder.FullName, message, StringComparison.Ordinal);
        Assert.Contains("'t10k-images-idx3-ubyte' nor 't10k-images-idx3-ubyte.gz'", message, StringComparison.Ordinal);

        string labels = Write("labels", Idx([1], [0]), compressed: false);
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => IdxFiles.Read(missing, labels, preparation: null, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] whole = Idx([3, 4, 5], [.. Enumerable.Range(0, 60).Select(value => (byte)value)]);
        string labels = Write("labels", Idx([3], [0, 1, 2]), compressed: false);
        for (int length = 0; length < whole.Length; length++)
        {
            string images = Write("images", whole[..length], compressed: false);
            string packed = Write("packed", whole[..length], compressed: true);

            AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 3), length < 16 ? "ends within its header" : "is cut short: its header promises 60 elements");
            AssertRefused(packed, () => IdxFiles.Read(packed, labels, preparation: null, 3), length < 16 ? "ends within its header" : "is cut short: its header promises 60 elements");
        }
    }

    [Fact]
    public void A_packed_file_cut_short_anywhere_is_noticed_or_harmless()
    {
        (byte[] packed, string labels) = WritePacked();
        int refused = 0;
        for (int length = 0; length < packed.Length; length++)
        {
            refused += IsRefused(packed[..length], labels) ? 1 : 0;
        }

        // The last 8 bytes are a checksum and a length, and the compressed content ends with a marker: only they can be missed.
        Assert.InRange(refused, packed.Length - 10, packed.Length);
    }

    [Fact]
    public void Every_changed_byte_of_a_packed_file_is_noticed_or_harmless()
    {
        (byte[] packed, string labels) = WritePacked();
        int refused = 0;
        for (int position = 0; position < packed.Length; position++)
        {
            byte[] changed = [.. packed];
            changed[position] ^= 0x55;
            refused += IsRefused(changed, labels) ? 1 : 0;
        }

        // Some fields of the 10-byte header mean nothing for the content: time, level, operating system.
        Assert.InRange(refused, packed.Length - 10, packed.Length);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 8, 3 }, "begins with 01 00, not with 00 00")]
    [InlineData(new byte[] { 0, 7, 8, 3 }, "begins with 00 07, not with 00 00")]
    [InlineData(new byte[] { 0, 0, 13, 3 }, "IDX type 13; only type 8 (unsigned byte)")]
    [InlineData(new byte[] { 0, 0, 8, 1 }, "has 1 dimensions; 3 were expected")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "has 0 dimensions; 3 were expected")]
    [InlineData(new byte[] { 0, 0, 8, 255 }, "has 255 dimensions; 3 were expected")]
    public void Another_kind_of_file_is_refused(byte[] magic, string expected)
    {
        byte[] content = Idx([1, 1, 1], [0]);
        magic.CopyTo(content, 0);
        string images = Write("images", content, compressed: false);
        string labels = Write("labels", Idx([1], [0]), compressed: false);

        AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 2), expected);
    }

    [Theory]
    [InlineData(new[] { 1, 0, 1 }, "dimension 1 has size 0")]
    [InlineData(new[] { 0, 28, 28 }, "dimension 0 has size 0")]
    [InlineData(new[] { -1, 28, 28 }, "dimension 0 has size 4294967295")]
    [InlineData(new[] { 65536, 65536, 28 }, "dimension 1 has size 65536")]
    [InlineData(new[] { -1, -1, -1 }, "dimension 0 has size 4294967295")]
    [InlineData(new[] { 2000000000, 1, 1 }, "its header promises 2000000000 elements, and 5 are there")]
    [InlineData(new[] { 1, 28, 28 }, "its header promises 784 elements, and 5 are there")]
    public void Sizes_that_are_not_true_cost_an_error_and_no_memory(int[] sizes, string expected)
    {
        string labels = Write("labels", Idx([1], [0]), compressed: false);
        foreach (bool compressed in new[] { false, true })
        {
            string images = Write("images", Idx(sizes, [1, 2, 3, 4, 5]), compressed);
            AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 2), "");

            long before = GC.GetAllocatedBytesForCurrentThread();
            AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 2), expected);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_after_the_end_are_refused(bool compressed)
    {
        string images = Write("images", [.. Idx([1, 1, 2], [1, 2]), 3], compressed);
        string labels = Write("labels", Idx([1], [0]), compressed: false);

        AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 2), "goes on after the 2 elements");
    }

    [Fact]
    public void Images_and_labels_must_be_as_many()
    {
        string images = Write("images", Idx([2, 1, 1], [1, 2]), compressed: false);
        string labels = Write("labels", Idx([3], [0, 1, 0]), compressed: false);

        AssertRefused(images, () => IdxFiles.Read(images, labels, preparation: null, 2), $"has 2 images, but '{labels}' has 3 labels");
    }

    [Fact]
    public void Labels_must_be_classes()
    {
        string images = Write("images", Idx([3, 1, 1], [1, 2, 3]), compressed: false);
        string labels = Write("labels", Idx([3], [0, 10, 9]), compressed: false);

        AssertRefused(labels, () => IdxFiles.Read(images, labels, preparation: null, 10), "label 1 is 10; with 10 classes labels are 0 to 9");
        Assert.Equal(300, IdxFiles.Read(images, labels, preparation: null, 300).Classes);
    }

    [Fact]
    public void A_preparation_of_another_size_is_refused()
    {
        string images = Write("images", Idx([1, 2, 3], new byte[6]), compressed: false);
        string labels = Write("labels", Idx([1], [0]), compressed: false);

        var error = Assert.Throws<ArgumentException>("preparation", () => IdxFiles.Read(images, labels, new ImagePreparation(3, 2, 3), 2));

        Assert.StartsWith($"'{images}' has images of 1 x 2 x 3 (channels, height, width); 3 x 2 x 3 are asked for.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, IdxFiles.Read(images, labels, new ImagePreparation(1, 2, 3), 2).Count);
    }

    private (byte[] Packed, string Labels) WritePacked()
    {
        string images = Write("whole", Idx([2, 4, 4], [.. Enumerable.Range(0, 32).Select(value => (byte)(value * 37))]), compressed: true);
        return (File.ReadAllBytes(images), Write("labels", Idx([2], [0, 1]), compressed: false));
    }

    /// <summary>Whether a file is refused by name; if it is not, its content must be that of <see cref="WritePacked"/>.</summary>
    private bool IsRefused(byte[] packed, string labels)
    {
        string images = Write("images", packed, compressed: false);
        try
        {
            var pixels = new float[16];
            IdxFiles.Read(images, labels, preparation: null, 2).Read(1, pixels, augmentation: null);
            Assert.Equal(Enumerable.Range(16, 16).Select(value => (float)((byte)(value * 37) / 255.0)), pixels);
            return false;
        }
        catch (InvalidDataException error)
        {
            Assert.StartsWith($"'{images}'", error.Message, StringComparison.Ordinal);
            return true;
        }
    }

    private static void AssertRefused(string path, Action read, string expected)
    {
        string message = Assert.Throws<InvalidDataException>(read).Message;
        Assert.StartsWith($"'{path}'", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static byte[] Idx(int[] sizes, byte[] values)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        header[2] = 8;
        header[3] = (byte)sizes.Length;
        for (int dimension = 0; dimension < sizes.Length; dimension++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * dimension)), sizes[dimension]);
        }

        return [.. header, .. values];
    }

    private string Write(string name, byte[] content, bool compressed)
    {
        string path = Path.Combine(folder.FullName, name);
        using Stream file = compressed ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
        file.Write(content);
        return path;
    }
}
