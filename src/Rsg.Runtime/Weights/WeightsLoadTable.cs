using System.Text;
using Rsg.Output;

namespace Rsg.Weights;

/// <summary>Prints a <see cref="WeightsLoadReport"/> as text.</summary>
internal static class WeightsLoadTable
{
    // A renamed prefix renames everything, which need not be read; what is left or kept is to be read.
    private const int MostRenamed = 5;
    private const int MostOfAKind = 200;

    private static readonly string[] Titles = ["", "In the file", "In the network", "Because"];

    public static string Of(WeightsLoadReport report)
    {
        var text = new StringBuilder();
        text.Append(TextTable.Name(report.File)).Append(": ").Append(Amount(report.Loaded.Length, "tensor")).Append(" loaded");
        if (!report.Renamed.IsEmpty)
        {
            text.Append(" (").Append(TextTable.Count(report.Renamed.Length)).Append(" renamed)");
        }

        text.Append(", ").Append(TextTable.Count(report.LeftInFile.Length)).Append(" left in the file, ")
            .Append(TextTable.Count(report.NotInFile.Length)).Append(" not in the file\n");

        List<string[]> rows =
        [
            .. Limited(report.NotFitting, MostOfAKind, entry => ["does not fit", Tensor(entry.Name, entry.InFile), Tensor(entry.Name, entry.InNetwork), ""]),
            .. Limited(Notes(report.NotInFile, allowed: false), MostOfAKind, note => ["missing", "", Tensor(note.Name, note.Tensor), note.Reason]),
            .. Limited(Notes(report.LeftInFile, allowed: false), MostOfAKind, note => ["unexpected", Tensor(note.Name, note.Tensor), "", note.Reason]),
            .. Limited(Notes(report.LeftInFile, allowed: true), MostOfAKind, note => ["left", Tensor(note.Name, note.Tensor), "", note.Reason]),
            .. Limited(Notes(report.NotInFile, allowed: true), MostOfAKind, note => ["start value", "", Tensor(note.Name, note.Tensor), note.Reason]),
            .. Limited(report.Renamed, MostRenamed, entry => ["renamed", TextTable.Name(entry.From), TextTable.Name(entry.To), ""]),
        ];
        if (rows.Count > 0)
        {
            TextTable.Append(text, Titles, numbersFrom: Titles.Length, rows);
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> Limited<T>(IReadOnlyCollection<T> entries, int most, Func<T, string[]> row)
    {
        foreach (string[] cells in entries.Take(most).Select(row))
        {
            yield return cells;
        }

        if (entries.Count > most)
        {
            yield return [$"... and {TextTable.Count(entries.Count - most)} more", "", "", ""];
        }
    }

    private static List<WeightsNote> Notes(IEnumerable<WeightsNote> notes, bool allowed) => [.. notes.Where(note => note.IsAllowed == allowed)];

    private static string Tensor(string name, string description) => $"{TextTable.Name(name)} {description}";

    private static string Amount(int count, string unit) => $"{TextTable.Count(count)} {unit}{(count == 1 ? "" : "s")}";
}
