using System.Globalization;

namespace Rsg.Data;

/// <summary>What every set of images requires, checked alike.</summary>
internal static class DatasetCheck
{
    /// <summary>Requires every label to be one of a class.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static void RequireLabels(IReadOnlyList<int> labels, int classes, string parameter)
    {
        for (int index = 0; index < labels.Count; index++)
        {
            if (labels[index] < 0 || labels[index] >= classes)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The label of image {index} is {labels[index]}; with {classes} classes it must be 0 to {classes - 1}."),
                    parameter);
            }
        }
    }

    /// <summary>Requires an index to be one of a set's images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static void RequireIndex(int index, int count)
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {count} images.");
        }
    }
}
