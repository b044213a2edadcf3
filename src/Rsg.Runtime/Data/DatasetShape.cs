using System.ComponentModel;

namespace Rsg.Data;

/// <summary>Checks that a set of images is what a network was made for, before hours are spent on it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DatasetShape
{
    /// <summary>Requires a set to have a network's input size and no more classes than it tells apart.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="classes">Classes of the network.</param>
    /// <param name="channels">Channels of the network's input.</param>
    /// <param name="height">Height of the network's input in pixels.</param>
    /// <param name="width">Width of the network's input in pixels.</param>
    /// <exception cref="ArgumentException">The images have another size, or the set another number of classes, or a label is out of range; the message names both.</exception>
    public static void Require(IImageDataset dataset, int classes, int channels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var size = new ImageSize(channels, height, width);
        if (ImageSize.Of(dataset) != size)
        {
            throw new ArgumentException(
                $"The network takes images of {size} (channels, height, width); those of the set are {ImageSize.Of(dataset)}.",
                nameof(dataset));
        }

        if (dataset.Classes != classes)
        {
            throw new ArgumentException($"The network tells {classes} classes apart; the set has {dataset.Classes}.", nameof(dataset));
        }

        IReadOnlyList<int> labels = dataset.Labels;
        if (dataset.Count < 1 || labels.Count != dataset.Count)
        {
            throw new ArgumentException($"The set has {dataset.Count} images and {labels.Count} labels; it needs at least one image, and a label for each.", nameof(dataset));
        }

        DatasetCheck.RequireLabels(labels, classes, nameof(dataset));
    }
}
