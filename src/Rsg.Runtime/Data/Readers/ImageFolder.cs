namespace Rsg.Data;

/// <summary>Reads a folder that has one folder a class, with the images of the class in it or below it.</summary>
/// <remarks>
/// Classes are numbered in the ordinal order of their names, images taken in that of their paths. Files and folders whose name begins
/// with a dot are ignored, as are files that by their extension are no images. Read are .jpg, .jpeg, .png, .webp and .bmp; an image of
/// another kind (.tif, .gif, .heic ...) is a fault, so that none is lost in silence, and so is one that lies in no class.
/// </remarks>
public static class ImageFolder
{
    private static readonly string[] TrainingNames = ["train", "training"];
    private static readonly string[] ValidationNames = ["val", "valid", "validation"];
    private static readonly string[] TestNames = ["test"];

    /// <summary>Reads a folder of class folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="preparation">How images become a network's input.</param>
    /// <param name="classes">The names of the class folders in the order of the labels; <see langword="null"/> for all that there are, sorted.</param>
    /// <param name="faults">What happens to images that cannot be used.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">There are fewer than two class folders; a class has no image, or is unknown; a file is empty.</exception>
    /// <exception cref="ArgumentException">Fewer than two classes are given, one twice, or one that is no name of a folder; or the preparation has neither 1 nor 3 channels.</exception>
    public static ImageFiles Read(
        string folder, ImagePreparation preparation, IReadOnlyList<string>? classes = null, FaultPolicy faults = FaultPolicy.Stop)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(preparation);
        string root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        string[] folders = ImageTree.Folders(root);
        string[] names = [.. classes ?? folders];
        if (classes is null)
        {
            RequireClassFolders(folder, folders);
        }
        else
        {
            RequireNames(names);
        }

        var builder = new ImageListBuilder(new ImageSource(root, null, null, Array.AsReadOnly(names), faults));
        foreach (string stray in folders.Except(names, StringComparer.Ordinal))
        {
            builder.AddFault(stray, null, $"the folder '{Path.Combine(root, stray)}' is none of the {names.Length} classes.");
        }

        ImageTree.AddStrayImages(root, builder);
        for (int label = 0; label < names.Length; label++)
        {
            ImageTree.AddClass(root, names[label], label, builder);
        }

        return builder.Build(preparation);
    }

    /// <summary>Reads the sets of a folder: <c>train</c>, and where they exist <c>val</c> (or <c>valid</c>, <c>validation</c>) and <c>test</c>.</summary>
    /// <param name="folder">The folder that has them.</param>
    /// <param name="preparation">How images become a network's input.</param>
    /// <param name="classes">The names of the class folders in the order of the labels; <see langword="null"/> for those of the training set, sorted. All sets have the same.</param>
    /// <param name="faults">What happens to images that cannot be used.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist, or has no training set.</exception>
    /// <exception cref="InvalidDataException">A set is there twice, or one of them cannot be read, see <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Read"/>.</exception>
    public static ImageSets ReadSets(
        string folder, ImagePreparation preparation, IReadOnlyList<string>? classes = null, FaultPolicy faults = FaultPolicy.Stop)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(preparation);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        string trainingFolder = Find(folder, TrainingNames)
            ?? throw new DirectoryNotFoundException($"The folder '{folder}' has no folder 'train'.");
        ImageFiles training = Read(trainingFolder, preparation, classes, faults);
        return new ImageSets(
            training,
            Find(folder, ValidationNames) is { } validation ? Read(validation, preparation, training.ClassNames, faults) : null,
            Find(folder, TestNames) is { } test ? Read(test, preparation, training.ClassNames, faults) : null);
    }

    private static string? Find(string folder, string[] names)
    {
        string[] found = [.. names.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)];
        return found.Length < 2 ? found.FirstOrDefault() : throw new InvalidDataException($"'{found[0]}' and '{found[1]}' are the same set; only one may exist.");
    }

    private static void RequireClassFolders(string folder, string[] folders)
    {
        if (folders.Length > 0 && folders.All(name => TrainingNames.Concat(ValidationNames).Concat(TestNames).Contains(name)))
        {
            throw new InvalidDataException(
                $"The folders of '{folder}' ({string.Join(", ", folders)}) are sets, not classes; ImageFolder.ReadSets reads them.");
        }

        if (folders.Length < 2)
        {
            throw new InvalidDataException($"'{folder}' has {folders.Length} class folders; at least two are needed.");
        }
    }

    private static void RequireNames(string[] classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes.Length, 2, nameof(classes));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in classes)
        {
            if (string.IsNullOrEmpty(name) || name is "." or ".." || name.Contains('\0', StringComparison.Ordinal) || Path.GetFileName(name) != name)
            {
                throw new ArgumentException($"'{name}' is no name of a folder.", nameof(classes));
            }

            if (!seen.Add(name))
            {
                throw new ArgumentException($"The class '{name}' is given twice.", nameof(classes));
            }
        }
    }
}
