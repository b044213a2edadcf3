using System.Collections;
using System.Globalization;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>The parameters of a theory as a part of a file name: <c>_width=8_kind=ldam</c>.</summary>
internal static class SnapshotParameters
{
    public static string Format(IReadOnlyList<(string Name, object? Value)> parameters) =>
        string.Concat(parameters.Select(parameter => $"_{parameter.Name}={FormatValue(parameter.Value)}"));

    private static string FormatValue(object? value) => value switch
    {
        null => "null",
        string text => FileNames.WithoutInvalidCharacters(text),
        IFormattable formattable => FileNames.WithoutInvalidCharacters(formattable.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable items => string.Join(',', items.Cast<object?>().Select(FormatValue)),
        _ => FileNames.WithoutInvalidCharacters(value.ToString() ?? ""),
    };
}
