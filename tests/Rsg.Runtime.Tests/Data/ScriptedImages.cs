using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Images of one pixel, their index plus a random part in [0, 1) where they are augmented, that do what a test wants while they are read.</summary>
internal sealed class ScriptedImages(int count) : IImageDataset
{
    public int Count => count;

    public int Channels => 1;

    public int Height => 1;

    public int Width => 1;

    public int Classes => 7;

    public bool IsDecoded { get; init; }

    public IReadOnlyList<int> Labels { get; } = [.. Enumerable.Range(0, count).Select(index => index % 7)];

    /// <summary>Is called with the index before an image is read.</summary>
    public Action<int> Reading { get; init; } = _ => { };

    /// <summary>Whether an image is to be left out.</summary>
    public Func<int, bool> Skips { get; init; } = _ => false;

    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        Reading(index);
        pixels[0] = index + (augmentation?.NextSingle() ?? 0);
    }

    public bool TryRead(int index, Span<float> pixels, Random? augmentation)
    {
        // What is left out has been written half.
        Read(index, pixels, augmentation);
        return !Skips(index);
    }
}
