using System.Globalization;
using System.Text;
using Rsg.Output;

namespace Rsg.Summaries;

/// <summary>Prints a <see cref="ModelSummary"/> as text.</summary>
internal static class SummaryTable
{
    private const int BytesPerWeight = 4;

    // The last two columns hold numbers, which stand to the right.
    private static readonly string[] Titles = ["Layer", "Type", "Output shape", "Parameters", "Multiply-adds"];
    private const int FirstNumberColumn = 3;

    public static string Of(ModelSummary summary)
    {
        var text = new StringBuilder();
        text.Append(summary.Title).Append('\n');
        TextTable.Append(text, Titles, FirstNumberColumn, [.. summary.Layers.Select(Cells)]);
        text.Append("Input: ").Append(Shape(summary.InputShape)).Append('\n');
        text.Append("Parameters: ").Append(TextTable.Count(summary.Parameters)).Append('\n');
        text.Append("Multiply-adds per image: ").Append(TextTable.Count(summary.MultiplyAdds)).Append('\n');
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

    private static string Shape(IEnumerable<long> shape) => "(" + string.Join(", ", shape.Select(Plain).Prepend("N")) + ")";

    private static string NumberOrNone(long number) => number == 0 ? "--" : TextTable.Count(number);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
