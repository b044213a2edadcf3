using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Images of one pixel whose value is their index, so that a batch shows what it is made of; counts the augmented reads.</summary>
internal sealed class NumberedImages(int count, int classes = 2) : IImageDataset
{
    private int augmentedReads;

    public int Count => count;

    public int Channels => 1;

    public int Height { get; init; } = 1;

    public int Width { get; init; } = 1;

    public int Classes => classes;

    public IReadOnlyList<int> Labels { get; } = [.. Enumerable.Range(0, count).Select(index => index % classes)];

    public int AugmentedReads => augmentedReads;

    public int FailingIndex { get; init; } = -1;

    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        if (index == FailingIndex)
        {
            throw new IOException($"Image {index} cannot be read.");
        }

        Interlocked.Add(ref augmentedReads, augmentation is null ? 0 : 1);
        pixels[0] = index;
    }
}
