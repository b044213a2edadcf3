using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class CifarFilesTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(3, 32, 32);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin/")]
    public void CIFAR_10_is_five_files_of_records_in_order_and_one_for_testing(string below)
    {
        CifarLayout layout = CifarRecords.Small(CifarLayout.Cifar10);
        CifarRecords.Write(folder, below, layout);
        folder.Write($"{below}batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");

        ImageSets sets = layout.Read(folder.Root, Preparation);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], sets.Training.Labels);
        Assert.Equal([0, 1, 2], sets.Test!.Labels);
        Assert.Null(sets.Validation);
        Assert.Equal((10, "airplane", "truck"), (sets.ClassNames.Count, sets.ClassNames[0], sets.ClassNames[9]));
        AssertIsRecord(sets.Training, 7, 7);
        AssertIsRecord(sets.Test, 2, 2);
    }

    [Fact]
    public void CIFAR_100_counts_by_its_fine_labels()
    {
        CifarLayout layout = CifarRecords.Small(CifarLayout.Cifar100);
        CifarRecords.Write(folder, "cifar-100-binary/", layout);

        ImageSets sets = layout.Read(folder.Root, Preparation);

        Assert.Equal([0, 1], sets.Training.Labels);
        Assert.Equal((100, 3), (sets.Training.Classes, sets.Test!.Count));
        Assert.Empty(sets.ClassNames);
        AssertIsRecord(sets.Training, 1, 1);
    }

    /// <summary>The published sets: five files of 10,000 records of 3073 bytes; one of 50,000 and one of 10,000 of 3074.</summary>
    [Fact]
    public void The_layouts_are_the_published_ones()
    {
        Assert.Equal((3073, 10_000, 10_000), (CifarLayout.Cifar10.RecordLength, CifarLayout.Cifar10.TrainingRecords, CifarLayout.Cifar10.TestRecords));
        Assert.Equal((3074, 50_000, 10_000), (CifarLayout.Cifar100.RecordLength, CifarLayout.Cifar100.TrainingRecords, CifarLayout.Cifar100.TestRecords));
        Assert.Equal(["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"], CifarLayout.Cifar10.Training.ToArray());
    }

    [Fact]
    public void What_is_missing_cut_or_mislabelled_is_named()
    {
        CifarLayout layout = CifarRecords.Small(CifarLayout.Cifar10);
        string gone = folder["gone"];
        Assert.Contains(gone, Assert.Throws<DirectoryNotFoundException>(() => CifarFiles.ReadCifar10(gone, Preparation)).Message, StringComparison.Ordinal);
        Assert.Equal(
            $"Neither '{folder.Root}' nor '{folder["cifar-100-binary"]}' has 'train.bin'; CifarDownload fetches it.",
            Assert.Throws<FileNotFoundException>(() => CifarFiles.ReadCifar100(folder.Root, Preparation)).Message);

        CifarRecords.Write(folder, "", layout);
        string third = folder["data_batch_3.bin"];
        byte[] whole = File.ReadAllBytes(third);

        File.Delete(third);
        Assert.Equal($"There is no file '{third}'.", Assert.Throws<FileNotFoundException>(() => layout.Read(folder.Root, Preparation)).Message);

        folder.Write("data_batch_3.bin", whole[..^1]);
        Assert.Equal(
            $"'{third}' has 6145 bytes; 2 records of 3073 bytes are 6146.",
            Assert.Throws<InvalidDataException>(() => layout.Read(folder.Root, Preparation)).Message);

        byte[] mislabelled = [.. whole];
        mislabelled[3073] = 10;
        folder.Write("data_batch_3.bin", mislabelled);
        Assert.Equal(
            $"'{third}', record 1: label byte 0 is 10; it must be 0 to 9.",
            Assert.Throws<InvalidDataException>(() => layout.Read(folder.Root, Preparation)).Message);

        Assert.StartsWith(
            $"'{folder.Root}' has images of 3 x 32 x 32 (channels, height, width); 1 x 28 x 28 are asked for.",
            Assert.Throws<ArgumentException>("preparation", () => layout.Read(folder.Root, new ImagePreparation(1, 28, 28))).Message,
            StringComparison.Ordinal);
    }

    private static void AssertIsRecord(IImageDataset set, int index, int number)
    {
        var pixels = new float[3072];
        set.Read(index, pixels, augmentation: null);
        Assert.Equal(CifarRecords.Pixels(number).Select(value => value / 255f), pixels);
    }
}
