using System.Globalization;
using System.Text;

namespace Rsg.Output;

/// <summary>Writes comma-separated rows (RFC 4180), lines ended by a line feed. Numbers read back as they were; no number is an empty field.</summary>
internal static class Csv
{
    /// <summary>Appends a row: texts, whole numbers, doubles, and <see langword="null"/> for an empty field.</summary>
    public static void AppendRow(StringBuilder text, params object?[] fields)
    {
        for (int column = 0; column < fields.Length; column++)
        {
            text.Append(column == 0 ? "" : ",").Append(Field(fields[column]));
        }

        text.Append('\n');
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string name => Quoted(Harmless(name)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A field cannot be a {value.GetType()}.", nameof(value)),
    };

    // A spreadsheet takes a field that begins like this for a formula, quoted or not; an apostrophe makes it a text again.
    private static string Harmless(string name) =>
        name.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || name is ['\t' or '\r' or '\n', ..] ? "'" + name : name;

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || (field.Length > 0 && field != field.Trim()) ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;
}
