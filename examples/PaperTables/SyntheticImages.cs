using Rsg.Balancing;
using Rsg.Data;

namespace PaperTables;

/// <summary>Made-up images, of which none is kept: stripes whose width follows from the class, and noise that follows from the index.</summary>
internal sealed class SyntheticImages(ClassCounts counts, int channels, int height, int width) : IImageDataset
{
    private readonly int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];

    public int Count => labels.Length;

    public int Channels => channels;

    public int Height => height;

    public int Width => width;

    public int Classes => counts.Count;

    public IReadOnlyList<int> Labels => labels;

    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        var noise = new Random(index);
        int stripe = 2 + (labels[index] % 7);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = ((i % width) / stripe % 2) - 0.5f + (noise.NextSingle() - 0.5f);
        }
    }
}
