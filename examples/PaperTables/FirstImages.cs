using Rsg.Data;

namespace PaperTables;

/// <summary>The first images of a set.</summary>
internal sealed class FirstImages(IImageDataset images, int count) : IImageDataset
{
    public int Count => count;

    public int Channels => images.Channels;

    public int Height => images.Height;

    public int Width => images.Width;

    public int Classes => images.Classes;

    public IReadOnlyList<int> Labels { get; } = [.. images.Labels.Take(count)];

    public void Read(int index, Span<float> pixels, Random? augmentation) => images.Read(index, pixels, augmentation);
}
