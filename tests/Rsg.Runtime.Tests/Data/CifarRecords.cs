using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Makes small files in the layout of the CIFAR sets: record n has label n, and the pixels of <see cref="Pixels"/>.</summary>
internal static class CifarRecords
{
    /// <summary>A layout with two records a training file, and three to test with.</summary>
    public static CifarLayout Small(CifarLayout layout) => layout with { TrainingRecords = 2, TestRecords = 3 };

    public static byte[] Pixels(int number) => [.. Enumerable.Range(0, 3072).Select(position => (byte)((position * 7) + number))];

    /// <summary>The content of each file.</summary>
    public static Dictionary<string, byte[]> Files(CifarLayout layout)
    {
        var files = new Dictionary<string, byte[]>();
        int number = 0;
        foreach (string name in layout.Training)
        {
            files[name] = Records(layout, number, layout.TrainingRecords);
            number += layout.TrainingRecords;
        }

        files[layout.Test] = Records(layout, 0, layout.TestRecords);
        return files;
    }

    public static void Write(TemporaryFolder folder, string below, CifarLayout layout)
    {
        foreach ((string name, byte[] content) in Files(layout))
        {
            folder.Write(below + name, content);
        }
    }

    private static byte[] Records(CifarLayout layout, int first, int count) =>
        [.. Enumerable.Range(first, count).SelectMany(number => Record(layout, number))];

    // The coarse label of CIFAR-100, the first of its two, is made another than the fine one.
    private static IEnumerable<byte> Record(CifarLayout layout, int number) =>
        [.. layout.LabelLimits.Length == 2 ? [(byte)(19 - number)] : Array.Empty<byte>(), (byte)number, .. Pixels(number)];
}
