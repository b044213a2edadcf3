namespace Rsg.Data;

/// <summary>Reads image sets in the IDX format of MNIST and Fashion-MNIST, plain or gzip-compressed.</summary>
public static class IdxFiles
{
    private const int ImageDimensions = 3;
    private const int LabelDimensions = 1;

    /// <summary>Reads the training and the test set of a folder. For a validation set, see <see cref="ImageSets.HoldOut"/>.</summary>
    /// <param name="folder">Where the four files are.</param>
    /// <param name="preparation">What a training read does to an image, and what to normalise with, for images of their size; <see langword="null"/> only divides by 255.</param>
    /// <param name="classes">How many classes there are; every label must be below it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what its name says.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static ImageSets ReadSets(string folder, ImagePreparation? preparation, int classes) =>
        new(ReadTrainingSet(folder, preparation, classes), test: ReadTestSet(folder, preparation, classes));

    /// <summary>Reads the training set of a folder: <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>, each with or without <c>.gz</c>.</summary>
    /// <param name="folder">Where the two files are.</param>
    /// <param name="preparation">What a training read does to an image, and what to normalise with, for images of their size; <see langword="null"/> only divides by 255.</param>
    /// <param name="classes">How many classes there are; every label must be below it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what its name says.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static InMemoryImages ReadTrainingSet(string folder, ImagePreparation? preparation, int classes) =>
        ReadSet(folder, "train", preparation, classes);

    /// <summary>Reads the test set of a folder: <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each with or without <c>.gz</c>.</summary>
    /// <param name="folder">Where the two files are.</param>
    /// <param name="preparation">What to normalise with, for images of their size; <see langword="null"/> only divides by 255.</param>
    /// <param name="classes">How many classes there are; every label must be below it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what its name says.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static InMemoryImages ReadTestSet(string folder, ImagePreparation? preparation, int classes) =>
        ReadSet(folder, "t10k", preparation, classes);

    /// <summary>Reads a file of grey images (three dimensions: N, H, W) and the file of their labels (one dimension: N).</summary>
    /// <param name="imagesPath">The file of the images.</param>
    /// <param name="labelsPath">The file of the labels.</param>
    /// <param name="preparation">What a training read does to an image, and what to normalise with, for images of their size; <see langword="null"/> only divides by 255.</param>
    /// <param name="classes">How many classes there are; every label must be below it.</param>
    /// <returns>The set, with one channel.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not in the format, is cut short or too long, or the two do not belong together.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static InMemoryImages Read(string imagesPath, string labelsPath, ImagePreparation? preparation, int classes)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);

        IdxArray images = IdxArray.Read(imagesPath, ImageDimensions);
        IdxArray labels = IdxArray.Read(labelsPath, LabelDimensions);
        if (images.Sizes[0] != labels.Sizes[0])
        {
            throw new InvalidDataException($"'{imagesPath}' has {images.Sizes[0]} images, but '{labelsPath}' has {labels.Sizes[0]} labels.");
        }

        int outOfRange = Array.FindIndex(labels.Values, label => label >= classes);
        if (outOfRange >= 0)
        {
            throw new InvalidDataException(
                $"'{labelsPath}': label {outOfRange} is {labels.Values[outOfRange]}; with {classes} classes labels are 0 to {classes - 1}.");
        }

        preparation ??= new ImagePreparation(1, images.Sizes[1], images.Sizes[2]);
        new ImageSize(1, images.Sizes[1], images.Sizes[2]).Require(preparation, imagesPath);
        return new InMemoryImages(images.Values, Array.ConvertAll(labels.Values, label => (int)label), classes, preparation);
    }

    private static InMemoryImages ReadSet(string folder, string prefix, ImagePreparation? preparation, int classes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        return Read(Find(folder, $"{prefix}-images-idx3-ubyte"), Find(folder, $"{prefix}-labels-idx1-ubyte"), preparation, classes);
    }

    private static string Find(string folder, string name)
    {
        string plain = Path.Combine(folder, name);
        string compressed = plain + ".gz";
        return File.Exists(plain) ? plain
            : File.Exists(compressed) ? compressed
            : throw new FileNotFoundException($"The folder '{folder}' has neither '{name}' nor '{name}.gz'.", plain);
    }
}
