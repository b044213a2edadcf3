namespace Rsg.Data;

/// <summary>A set of labelled images of one size, read by index. Reading must be safe from several threads at once.</summary>
public interface IImageDataset
{
    /// <summary>How many images there are; at least 1.</summary>
    int Count { get; }

    /// <summary>Channels of every image (1 for grey, 3 for colour).</summary>
    int Channels { get; }

    /// <summary>Height of every image in pixels.</summary>
    int Height { get; }

    /// <summary>Width of every image in pixels.</summary>
    int Width { get; }

    /// <summary>How many classes the labels tell apart; also those that no image has.</summary>
    int Classes { get; }

    /// <summary>The class of each image, in [0, <see cref="Classes"/>); <see cref="Count"/> of them. Asked for often, so to be kept rather than computed each time.</summary>
    IReadOnlyList<int> Labels { get; }

    /// <summary>Whether reading an image decodes it, which takes long enough to give each batch to several threads. A set that reads from another says what that one says.</summary>
    bool IsDecoded => false;

    /// <summary>Whether a read leaves no pixel as it was, so that none needs to be set to 0 before. Known of the sets of this library only.</summary>
    internal bool WritesAllPixels => false;

    /// <summary>Writes the normalised pixels of one image.</summary>
    /// <param name="index">Which image, in [0, <see cref="Count"/>).</param>
    /// <param name="pixels">Where they go: <see cref="Channels"/> x <see cref="Height"/> x <see cref="Width"/> values, channel by channel, row by row.</param>
    /// <param name="augmentation">The source of every random choice of an augmentation; <see langword="null"/> reads the image as it is.</param>
    void Read(int index, Span<float> pixels, Random? augmentation);

    /// <summary>Writes the normalised pixels of one image, or says that the set leaves it out because it cannot be read.</summary>
    /// <param name="index">Which image, in [0, <see cref="Count"/>).</param>
    /// <param name="pixels">As for <see cref="Read"/>; what is in it after <see langword="false"/> means nothing.</param>
    /// <param name="augmentation">As for <see cref="Read"/>.</param>
    /// <returns>Whether the image was read. By default always, since a set that skips nothing throws instead.</returns>
    bool TryRead(int index, Span<float> pixels, Random? augmentation)
    {
        Read(index, pixels, augmentation);
        return true;
    }
}
