namespace Rsg.Data;

/// <summary>Reads the JSON lists of iNaturalist: that of the challenges, and the shorter one that long-tail repositories made of it.</summary>
/// <remarks>
/// <para>
/// The first has <c>images</c> with <c>id</c> and <c>file_name</c>, and <c>annotations</c> with <c>image_id</c> and <c>category_id</c> (and
/// maybe <c>categories</c> with <c>id</c> and <c>name</c>); the second has <c>annotations</c> with <c>fpath</c> and <c>category_id</c>, and
/// <c>num_classes</c>. Anything else in them is passed over. The category is the label.
/// </para>
/// <para>
/// Faults are those of <see cref="ListFile"/>, and an image without annotation, an annotation of an unknown image, an entry without one of its
/// parts. They name the entry, such as <c>annotations[5]</c>, counted from 0. The file is read in pieces, whatever its length.
/// </para>
/// </remarks>
public static class INaturalistFile
{
    /// <summary>Reads a list.</summary>
    /// <param name="jsonFile">The list.</param>
    /// <param name="imageRoot">The folder that its paths are relative to.</param>
    /// <param name="preparation">How images become a network's input.</param>
    /// <param name="classes">How many classes there are, at least 2; <see langword="null"/> for what the file says: num_classes, or else the number of its categories.</param>
    /// <param name="faults">What happens to entries and images that cannot be used.</param>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is no JSON, or does not say how many classes there are; something is wrong with its entries, and shall stop; or no image is left.</exception>
    /// <exception cref="ArgumentException">Fewer than two classes are asked for, or the preparation has neither 1 nor 3 channels.</exception>
    public static ImageFiles Read(
        string jsonFile, string imageRoot, ImagePreparation preparation, int? classes = null, FaultPolicy faults = FaultPolicy.Stop)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes ?? 2, 2, nameof(classes));
        ImageSource source = ImageSource.OfList(jsonFile, imageRoot, entry => $"annotations[{entry}]", [], faults);
        using var tokens = new JsonTokens(jsonFile);
        INaturalistContent content = INaturalistContent.Read(tokens);
        var builder = new ImageListBuilder(source with { ClassNames = content.ClassNames(classes, jsonFile) });
        content.AddTo(builder);
        return builder.Build(preparation);
    }
}
