using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Small images whose stripes lie closer the lower the class is: different for each index, and the same in every run.</summary>
internal sealed class StripedImages(IReadOnlyList<int> classCounts, int channels = 1, int side = 8) : IImageDataset
{
    public int Count => Labels.Count;

    public int Channels => channels;

    public int Height => side;

    public int Width => side;

    public int Classes => classCounts.Count;

    public IReadOnlyList<int> Labels { get; } = [.. classCounts.SelectMany((count, label) => Enumerable.Repeat(label, count))];

    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var stripe = i % side % (Labels[index] + 2) == 0 ? 1f : -1f;
            pixels[i] = stripe + (((index * 37) + (i * 31)) % 47 / 47f);
        }
    }

    /// <summary>All images as one batch.</summary>
    public (Tensor Images, Tensor Labels) AsBatch()
    {
        var size = channels * side * side;
        var pixels = new float[Count * size];
        for (var index = 0; index < Count; index++)
        {
            Read(index, pixels.AsSpan(index * size, size), augmentation: null);
        }

        return (tensor(pixels, [Count, channels, side, side]), tensor(Labels.Select(label => (long)label).ToArray()));
    }
}
