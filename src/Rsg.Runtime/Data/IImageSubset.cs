namespace Rsg.Data;

/// <summary>A set whose images are some of those of another, so that it can be read where that one's images already are.</summary>
internal interface IImageSubset
{
    /// <summary>The set that the images are of.</summary>
    IImageDataset Source { get; }

    /// <summary>The index in <see cref="Source"/> of each image of this set.</summary>
    IReadOnlyList<int> SourceIndices { get; }
}
