namespace Rsg.Data;

/// <summary>Reads CIFAR-10 and CIFAR-100 (Krizhevsky 2009) in their binary layout: records of label bytes and 3 x 32 x 32 bytes of pixels.</summary>
/// <remarks>
/// The files are looked for in the folder itself, then in <c>cifar-10-batches-bin</c> or <c>cifar-100-binary</c> below it, as the archives
/// are unpacked; <see cref="CifarDownload"/> fetches them. Of the two labels of CIFAR-100 the fine one counts. Sizes and all labels are checked.
/// </remarks>
public static class CifarFiles
{
    /// <summary>Reads CIFAR-10: 50,000 training images and 10,000 test images of 10 classes.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="preparation">What a training read does to an image and what to normalise with, for 3 x 32 x 32.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file has another size, or a label is out of range.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static ImageSets ReadCifar10(string folder, ImagePreparation preparation) => CifarLayout.Cifar10.Read(folder, preparation);

    /// <summary>Reads CIFAR-100: 50,000 training images and 10,000 test images of 100 classes.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="preparation">What a training read does to an image and what to normalise with, for 3 x 32 x 32.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file has another size, or a label is out of range.</exception>
    /// <exception cref="ArgumentException">The preparation is for images of another size.</exception>
    public static ImageSets ReadCifar100(string folder, ImagePreparation preparation) => CifarLayout.Cifar100.Read(folder, preparation);
}
