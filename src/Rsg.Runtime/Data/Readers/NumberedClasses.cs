using System.Globalization;

namespace Rsg.Data;

/// <summary>Names for classes of which only the number is known.</summary>
internal static class NumberedClasses
{
    /// <summary>The numbers from 0, as text.</summary>
    public static string[] Names(int classes) => [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
