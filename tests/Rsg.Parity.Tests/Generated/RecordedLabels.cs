using Rsg.Data;

namespace Rsg.Parity.Tests.Generated;

/// <summary>A training set of which only the class counts matter: the cases bring their own batches.</summary>
public sealed class RecordedLabels(int side, IReadOnlyList<int> classCounts) : IImageDataset
{
    public int Count => Labels.Count;

    public int Channels => 3;

    public int Height => side;

    public int Width => side;

    public int Classes => classCounts.Count;

    public IReadOnlyList<int> Labels { get; } = [.. classCounts.SelectMany((count, label) => Enumerable.Repeat(label, count))];

    /// <summary>Counts under which exactly the given classes are frequent.</summary>
    public static IReadOnlyList<int> CountsWithFrequent(int classes, IReadOnlyCollection<int> frequent) =>
        [.. Enumerable.Range(0, classes).Select(label => frequent.Contains(label) ? 2 : 1)];

    public void Read(int index, Span<float> pixels, Random? augmentation) => throw new NotSupportedException();
}
