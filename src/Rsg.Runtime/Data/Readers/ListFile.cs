using System.Globalization;

namespace Rsg.Data;

/// <summary>Reads list files: one image a line, <c>relative/path label</c>, as those of ImageNet-LT, Places-LT and iNaturalist are distributed.</summary>
/// <remarks>
/// The last space or tab of a line separates path and label, so that paths may have spaces. Labels count from 0. UTF-8 with or without a byte
/// order mark, lines ended by LF or CR LF, and blank lines at the end are fine; a blank line in between is a hole in the list, and a fault.
/// So are a line without a label, a label out of range, a path that leaves the root folder or is listed a second time, a missing or empty
/// file, and a class that no line is of.
/// </remarks>
public static class ListFile
{
    private const int QuotedLength = 100;

    /// <summary>Reads a list of images of numbered classes.</summary>
    /// <param name="listFile">The list.</param>
    /// <param name="imageRoot">The folder that its paths are relative to.</param>
    /// <param name="preparation">How images become a network's input.</param>
    /// <param name="classes">How many classes there are; at least 2.</param>
    /// <param name="faults">What happens to lines and images that cannot be used.</param>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with the list or its files, and shall stop; or no image is left.</exception>
    /// <exception cref="ArgumentException">Fewer than two classes are asked for, or the preparation has neither 1 nor 3 channels.</exception>
    public static ImageFiles Read(string listFile, string imageRoot, ImagePreparation preparation, int classes, FaultPolicy faults = FaultPolicy.Stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return Read(listFile, imageRoot, preparation, NumberedClasses.Names(classes), faults);
    }

    /// <summary>Reads a list of images of named classes.</summary>
    /// <param name="listFile">The list.</param>
    /// <param name="imageRoot">The folder that its paths are relative to.</param>
    /// <param name="preparation">How images become a network's input.</param>
    /// <param name="classes">The name of each class, in the order of the labels; at least two.</param>
    /// <param name="faults">What happens to lines and images that cannot be used.</param>
    /// <exception cref="FileNotFoundException">There is no such list.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with the list or its files, and shall stop; or no image is left.</exception>
    /// <exception cref="ArgumentException">Fewer than two classes are asked for, or the preparation has neither 1 nor 3 channels.</exception>
    public static ImageFiles Read(
        string listFile, string imageRoot, ImagePreparation preparation, IReadOnlyList<string> classes, FaultPolicy faults = FaultPolicy.Stop)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes.Count, 2, nameof(classes));
        ImageSource source = ImageSource.OfList(listFile, imageRoot, number => $"line {number}", [.. classes], faults);
        var builder = new ImageListBuilder(source);
        using var lines = new LineReader(listFile);
        builder.Reserve(lines.FileLength);
        int number = 0;
        int firstBlank = 0;
        while (lines.TryRead(out ReadOnlySpan<char> line))
        {
            number++;
            if (line.IsWhiteSpace())
            {
                firstBlank = firstBlank == 0 ? number : firstBlank;
                continue;
            }

            for (; firstBlank > 0; firstBlank = firstBlank + 1 < number ? firstBlank + 1 : 0)
            {
                builder.AddFault("", firstBlank, "the line is blank.");
            }

            AddLine(builder, line, number);
        }

        return builder.Build(preparation);
    }

    private static void AddLine(ImageListBuilder builder, ReadOnlySpan<char> line, int number)
    {
        ReadOnlySpan<char> text = line.Trim();
        int separator = text.LastIndexOfAny(' ', '\t');
        if (separator < 0)
        {
            builder.AddFault("", number, $"'{Quote(text)}' is a path or a label alone; a path, a space and the number of a class were expected.");
            return;
        }

        ReadOnlySpan<char> labelText = text[(separator + 1)..];
        if (!long.TryParse(labelText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label))
        {
            builder.AddFault("", number, $"the label '{Quote(labelText)}' is not the number of a class; a path, a space and such a number were expected.");
            return;
        }

        builder.Add(text[..separator].TrimEnd(), label, number);
    }

    private static string Quote(ReadOnlySpan<char> text) => text.Length <= QuotedLength ? text.ToString() : $"{text[..QuotedLength]}...";
}
