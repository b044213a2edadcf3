using System.Globalization;

namespace PaperTables;

/// <summary>The numbers of the paper's tables, in percent: top-1 errors, and for Tables 8 and 9 accuracies by group.</summary>
internal static class PaperNumbers
{
    private static readonly Dictionary<(string Table, string Dataset, string Imbalance, string Ratio, string Row, string Metric), double> Numbers = Read();

    /// <summary>The paper's number for a cell, in percent; empty where it has none.</summary>
    public static string Text(string table, Column column, string row, string metric)
        => Numbers.TryGetValue((table, column.Dataset, column.Imbalance, column.RatioText, row, metric), out double number) ? number.ToString("F2", CultureInfo.InvariantCulture) : "";

    private static Dictionary<(string, string, string, string, string, string), double> Read()
    {
        using Stream file = typeof(PaperNumbers).Assembly.GetManifestResourceStream("paper-numbers.csv")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => (cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]), cells => double.Parse(cells[6], CultureInfo.InvariantCulture));
    }
}
