using System.Collections.Immutable;

namespace Rsg.Data;

/// <summary>How one of the CIFAR sets lies in files.</summary>
/// <param name="Folder">The folder that its archive unpacks to.</param>
/// <param name="Training">The files of the training set, in order.</param>
/// <param name="TrainingRecords">Records in each of them.</param>
/// <param name="Test">The file of the test set.</param>
/// <param name="TestRecords">Records in it.</param>
/// <param name="LabelLimits">How many values each label byte of a record has; the last byte is the class.</param>
/// <param name="Names">The file that names the classes, a line each.</param>
internal sealed record CifarLayout(
    string Folder,
    ImmutableArray<string> Training,
    int TrainingRecords,
    string Test,
    int TestRecords,
    ImmutableArray<int> LabelLimits,
    string Names)
{
    private const int PixelsPerRecord = 3 * 32 * 32;
    private const int LongestNames = 1 << 16;

    private static readonly ImageSize Size = new(Channels: 3, Height: 32, Width: 32);

    public static CifarLayout Cifar10 { get; } = new(
        "cifar-10-batches-bin",
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
        10_000,
        "test_batch.bin",
        10_000,
        [10],
        "batches.meta.txt");

    public static CifarLayout Cifar100 { get; } = new(
        "cifar-100-binary", ["train.bin"], 50_000, "test.bin", 10_000, [20, 100], "fine_label_names.txt");

    /// <summary>Bytes of one record.</summary>
    public int RecordLength => LabelLimits.Length + PixelsPerRecord;

    private int Classes => LabelLimits[^1];

    /// <summary>Reads both sets.</summary>
    public ImageSets Read(string folder, ImagePreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(preparation);
        string found = Find(folder);
        Size.Require(preparation, found);
        return new ImageSets(
            ReadSet(found, Training, TrainingRecords, preparation),
            validation: null,
            ReadSet(found, [Test], TestRecords, preparation))
        {
            ClassNames = ReadNames(Path.Combine(found, Names)),
        };
    }

    private string Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        string[] places = [folder, Path.Combine(folder, Folder)];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, Training[0])))
            ?? throw new FileNotFoundException($"Neither '{places[0]}' nor '{places[1]}' has '{Training[0]}'; CifarDownload fetches it.", Path.Combine(places[0], Training[0]));
    }

    private InMemoryImages ReadSet(string folder, IReadOnlyList<string> files, int records, ImagePreparation preparation)
    {
        // Before there is room for the images, it is known that the files have them.
        foreach (string name in files)
        {
            Open(Path.Combine(folder, name), records).Dispose();
        }

        var pixels = new byte[files.Count * records * PixelsPerRecord];
        var labels = new int[files.Count * records];
        var record = new byte[RecordLength];
        for (int number = 0; number < files.Count; number++)
        {
            string path = Path.Combine(folder, files[number]);
            using FileStream file = Open(path, records);
            for (int position = 0; position < records; position++)
            {
                file.ReadExactly(record);
                int index = (number * records) + position;
                labels[index] = Label(record, path, position);
                record.AsSpan(LabelLimits.Length).CopyTo(pixels.AsSpan(index * PixelsPerRecord));
            }
        }

        return new InMemoryImages(pixels, labels, Classes, preparation);
    }

    private FileStream Open(string path, int records)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        long expected = (long)records * RecordLength;
        return file.Length == expected
            ? file.OpenRead()
            : throw new InvalidDataException($"'{path}' has {file.Length} bytes; {records} records of {RecordLength} bytes are {expected}.");
    }

    private int Label(ReadOnlySpan<byte> record, string path, int position)
    {
        for (int number = 0; number < LabelLimits.Length; number++)
        {
            if (record[number] >= LabelLimits[number])
            {
                throw new InvalidDataException(
                    $"'{path}', record {position}: label byte {number} is {record[number]}; it must be 0 to {LabelLimits[number] - 1}.");
            }
        }

        return record[LabelLimits.Length - 1];
    }

    /// <summary>The names in a file that comes with the images; none if it does not, or is another.</summary>
    private string[] ReadNames(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LongestNames)
        {
            return [];
        }

        string[] names = [.. File.ReadLines(path).Take(Classes + 1 + Classes).Select(name => name.Trim()).Where(name => name.Length > 0)];
        return names.Length == Classes ? names : [];
    }
}
