using System.Globalization;
using System.Text;

namespace Rsg.Output;

/// <summary>Lays out a table of plain text: titles between two rules, rows, a rule; words to the left, numbers to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int LongestName = 48;

    /// <summary>Appends a table; the columns from <paramref name="numbersFrom"/> on hold numbers.</summary>
    public static void Append(StringBuilder text, string[] titles, int numbersFrom, IReadOnlyCollection<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, titles.Length).Select(column => rows.Append(titles).Max(row => row[column].Length))];
        string rule = new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1))) + "\n";
        text.Append(rule);
        AppendRow(text, titles, widths, numbersFrom);
        text.Append(rule);
        foreach (string[] row in rows)
        {
            AppendRow(text, row, widths, numbersFrom);
        }

        text.Append(rule);
    }

    /// <summary>A name from outside as a cell: what would move the cursor becomes a question mark, and what is too long ends in three dots.</summary>
    public static string Name(string name)
    {
        string shown = string.Concat(name.EnumerateRunes().Select(rune => IsPrinted(rune) ? rune.ToString() : "?"));
        var text = new StringInfo(shown);
        return text.LengthInTextElements <= LongestName ? shown : text.SubstringByTextElements(0, LongestName - 3) + "...";
    }

    /// <summary>A share as a percentage with one decimal; a dash where there is none.</summary>
    public static string Percent(double? share) => share is double value ? (value * 100).ToString("F1", CultureInfo.InvariantCulture) : "-";

    /// <summary>A whole number with separators.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static bool IsPrinted(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths, int numbersFrom)
    {
        var line = new StringBuilder();
        for (int column = 0; column < cells.Length; column++)
        {
            line.Append(column == 0 ? "" : Gap);
            line.Append(column < numbersFrom ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column]));
        }

        text.Append(line.ToString().TrimEnd(' ')).Append('\n');
    }
}
