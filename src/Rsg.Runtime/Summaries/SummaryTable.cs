using System.Globalization;
using System.Text;

namespace Rsg.Summaries;

/// <summary>Prints a <see cref="ModelSummary"/> as text.</summary>
internal static class SummaryTable
{
    private const string Gap = "  ";
    private const int BytesPerWeight = 4;

    // The last two columns hold numbers, which stand to the right.
    private static readonly string[] Titles = ["Layer", "Type", "Output shape", "Parameters", "Multiply-adds"];
    private const int FirstNumberColumn = 3;

    public static string Of(ModelSummary summary)
    {
        List<string[]> rows = [Titles, .. summary.Layers.Select(Cells)];
        var widths = Enumerable.Range(0, Titles.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var rule = new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1)));

        var text = new StringBuilder();
        text.Append(summary.Title).Append('\n');
        text.Append(rule).Append('\n');
        AppendRow(text, Titles, widths);
        text.Append(rule).Append('\n');
        foreach (var row in rows.Skip(1))
        {
            AppendRow(text, row, widths);
        }

        text.Append(rule).Append('\n');
        text.Append("Input: ").Append(Shape(summary.InputShape)).Append('\n');
        text.Append("Parameters: ").Append(Number(summary.Parameters)).Append('\n');
        text.Append("Multiply-adds per image: ").Append(Number(summary.MultiplyAdds)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Weights in float32: {summary.Parameters * BytesPerWeight / 1048576.0:N2} MiB\n");
        return text.ToString();
    }

    private static string[] Cells(LayerSummary layer) =>
    [
        new string(' ', 2 * layer.Depth) + layer.Name,
        layer.Type,
        layer.OutputShape.IsEmpty ? "" : Shape(layer.OutputShape),
        NumberOrNone(layer.Parameters),
        NumberOrNone(layer.MultiplyAdds),
    ];

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            text.Append(column == 0 ? "" : Gap);
            text.Append(column < FirstNumberColumn ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column]));
        }

        text.Append('\n');
    }

    private static string Shape(IEnumerable<long> shape) => "(" + string.Join(", ", shape.Select(Plain).Prepend("N")) + ")";

    private static string NumberOrNone(long number) => number == 0 ? "--" : Number(number);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
