namespace Rsg.Runtime.Tests.Balancing;

/// <summary>Labels of a small long-tailed set in mixed order. All its counts are odd and so are its classes: the tests' degrees of freedom are even.</summary>
internal static class LabelledSet
{
    public const int Classes = 5;

    /// <summary>The largest is no multiple of any other, so that over-sampling always has a rest.</summary>
    public static readonly int[] Counts = [101, 41, 23, 11, 5];

    public static readonly int[] Labels = Mixed(Counts);

    /// <summary>The images of a class.</summary>
    public static int[] Images(int label) => [.. Enumerable.Range(0, Labels.Length).Where(image => Labels[image] == label)];

    /// <summary>How often each of <paramref name="all"/> numbers occurs.</summary>
    public static int[] Histogram(IEnumerable<int> numbers, int all)
    {
        var counts = new int[all];
        foreach (int number in numbers)
        {
            counts[number]++;
        }

        return counts;
    }

    private static int[] Mixed(int[] counts)
    {
        int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        new Random(7).Shuffle(labels);
        return labels;
    }
}
