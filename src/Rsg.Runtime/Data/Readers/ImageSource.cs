namespace Rsg.Data;

/// <summary>Where a set of image files comes from, for reading it and for saying what is wrong with it.</summary>
/// <param name="Root">The folder that paths are relative to, as a full path.</param>
/// <param name="List">The file that lists them; <see langword="null"/> where the folders themselves do.</param>
/// <param name="Place">Names a position in that file.</param>
/// <param name="ClassNames">The name of each class.</param>
/// <param name="Faults">What happens to images that cannot be used.</param>
internal sealed record ImageSource(
    string Root,
    string? List,
    Func<int, string>? Place,
    IReadOnlyList<string> ClassNames,
    FaultPolicy Faults)
{
    /// <summary>The source of a list file, which must exist as its root must.</summary>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ImageSource OfList(string list, string root, Func<int, string> place, IReadOnlyList<string> classNames, FaultPolicy faults)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(root);
        if (!File.Exists(list))
        {
            throw new FileNotFoundException(Directory.Exists(list) ? $"'{list}' is a folder, not a list." : $"There is no file '{list}'.", list);
        }

        return Directory.Exists(root)
            ? new ImageSource(Path.GetFullPath(root), list, place, classNames, faults)
            : throw new DirectoryNotFoundException($"There is no folder '{root}'.");
    }

    public string FullPath(string path) => Path.Combine(Root, path);

    public SkippedImage Fault(string path, int? position, string reason) =>
        new(path, List, position is int place ? Place?.Invoke(place) : null, Shown(reason));

    /// <summary>The fault of a class that has no image.</summary>
    public SkippedImage ClassWithoutImage(int label) => Fault(ClassNames[label], null, $"class {label} ('{ClassNames[label]}') has no image.");

    /// <summary>A message is shown in terminals and logs: what is no character to be read, such as an escape, must not reach them.</summary>
    private static string Shown(string reason) =>
        reason.Any(char.IsControl) ? string.Concat(reason.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : reason;
}
