using Rsg.Data;

namespace Rsg.Fuzzing.Targets;

/// <summary>A file of CIFAR's records; two records instead of ten thousand.</summary>
public sealed class CifarTarget : FuzzTarget
{
    private const int Records = 2;
    private const int PixelsPerRecord = 3072;

    private static readonly CifarLayout Layout = CifarLayout.Cifar100 with { TrainingRecords = Records, TestRecords = Records };
    private static readonly byte[] Whole = [.. Enumerable.Range(0, Records).SelectMany(number => (IEnumerable<byte>)[(byte)number, (byte)(99 - number), .. new byte[PixelsPerRecord]])];

    /// <inheritdoc/>
    public override string Name => "cifar";

    /// <inheritdoc/>
    public override string FileName => "train.bin";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [Whole];

    /// <inheritdoc/>
    public override int InputsInTests => 1000;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <summary>In half of the inputs, the right length.</summary>
    public override byte[] Complete(byte[] input) => input.Length % 2 == 0 ? input : [.. input.Take(Whole.Length), .. Whole.Skip(input.Length)];

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        File.WriteAllBytes(Path.Combine(folder, "test.bin"), Whole);

        // The names come with the images, and are as much a stranger's.
        File.WriteAllBytes(Path.Combine(folder, "fine_label_names.txt"), File.ReadAllBytes(path));
        Layout.Read(folder, new ImagePreparation(3, 32, 32));
    }
}
