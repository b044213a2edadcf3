using System.Text.Json;
using System.Text.Json.Nodes;

namespace PaperTables;

/// <summary>Writes what came out: each row with all its metrics as JSON, and a CSV of the column, in which a row takes the place of the same one of an earlier run.</summary>
internal sealed class ResultFiles(PaperTable table, Column column, Settings settings, string folder)
{
    private const string Titles = "table,dataset,imbalance,ratio,row,metric,epochs,seeds,evaluated_on,mean_percent,deviation_percent,paper_percent";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private string Beginning => Path.Combine(folder, $"table{table.Name}-{column.FileName}");

    /// <summary>Makes the folder, and looks whether the CSV in it is one of this program, before anything is trained.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        _ = LinesOfOthers(row: null);
    }

    /// <summary>Writes a row; also one of which only some seeds are trained yet.</summary>
    public void Write(RowResult result)
    {
        Replace($"{Beginning}-{result.Row.Replace(' ', '-')}.json", Describe(result).ToJsonString(Indented) + "\n");
        var ours = table.Metrics.Select(metric => string.Join(
            ',',
            LineOf(result.Row) + metric.Name,
            FormattableString.Invariant($"{result.Epochs}"),
            string.Join(' ', result.Seeds),
            result.EvaluatedOn,
            metric.MeanOf(result.Summary),
            metric.DeviationOf(result.Summary),
            PaperNumbers.Text(table.Name, column, result.Row, metric.Name)));
        Replace(Beginning + ".csv", string.Concat([Titles + "\n", .. LinesOfOthers(result.Row).Concat(ours).Select(line => line + "\n")]));
    }

    private JsonObject Describe(RowResult result) => new()
    {
        ["table"] = table.Name,
        ["row"] = result.Row,
        ["dataset"] = column.Dataset,
        ["imbalance"] = column.Imbalance.Length == 0 ? null : column.Imbalance,
        ["ratio"] = column.Imbalance.Length == 0 ? null : column.Ratio,
        ["epochs"] = result.Epochs,
        ["seeds"] = new JsonArray([.. result.Seeds.Select(seed => JsonValue.Create(seed))]),
        ["evaluatedOn"] = result.EvaluatedOn,
        ["pretrained"] = settings.Pretrained,
        ["data"] = settings.DataFolder,
        ["device"] = settings.Device,
        ["summary"] = JsonNode.Parse(result.Summary.ToJson()),
    };

    /// <summary>How each line of a row begins.</summary>
    private string LineOf(string row) => $"{table.Name},{column.Dataset},{column.Imbalance},{column.RatioText},{row},";

    /// <summary>The lines of other rows that earlier runs wrote.</summary>
    private List<string> LinesOfOthers(string? row)
    {
        var path = Beginning + ".csv";
        if (!File.Exists(path))
        {
            return [];
        }

        string[] lines = File.ReadAllLines(path);
        return lines is [Titles, ..]
            ? [.. lines.Skip(1).Where(line => row is null || !line.StartsWith(LineOf(row), StringComparison.Ordinal))]
            : throw new InvalidDataException($"'{path}' is there already and has other columns than this program writes; move it away, or say another folder with --output.");
    }

    private static void Replace(string path, string text)
    {
        var whole = path + ".tmp";
        File.WriteAllText(whole, text);
        File.Move(whole, path, overwrite: true);
    }
}
