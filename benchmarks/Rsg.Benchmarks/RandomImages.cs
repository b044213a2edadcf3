using Rsg.Data;

namespace Rsg.Benchmarks;

/// <summary>Noise in the shape of CIFAR-10-LT (ratio 100): a step costs the same whatever the pixels are.</summary>
internal sealed class RandomImages : IImageDataset
{
    private static readonly int[] ClassCounts = [5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50];

    public int Count => Labels.Count;

    public int Channels => 3;

    public int Height => 32;

    public int Width => 32;

    public int Classes => ClassCounts.Length;

    public IReadOnlyList<int> Labels { get; } = [.. ClassCounts.SelectMany((count, label) => Enumerable.Repeat(label, count))];

    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        var random = new Random(index);
        foreach (ref var pixel in pixels)
        {
            pixel = (random.NextSingle() * 2) - 1;
        }
    }
}
