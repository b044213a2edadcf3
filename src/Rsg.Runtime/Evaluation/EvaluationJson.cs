using System.Text.Json;
using Rsg.Output;

namespace Rsg.Evaluation;

/// <summary>Writes an <see cref="EvaluationResult"/> as the members of a JSON object.</summary>
internal static class EvaluationJson
{
    public static void Write(Utf8JsonWriter json, EvaluationResult result, IReadOnlyList<string>? classNames)
    {
        json.WriteNumber("classes", result.Confusion.Classes);
        json.WriteNumber("samples", result.Confusion.Total);
        json.WriteNumber("skippedImages", result.SkippedImages);
        WriteMetrics(json, result.Metrics);
        json.WriteNumber("worstClass", result.WorstClass);
        json.WriteNumber("manyAbove", EvaluationResult.ManyAbove);
        json.WriteNumber("fewBelow", EvaluationResult.FewBelow);
        json.WriteStartArray("perClass");
        foreach (ClassResult entry in result.PerClass)
        {
            json.WriteStartObject();
            json.WriteNumber("class", entry.Label);
            json.WriteString("name", classNames?[entry.Label]);
            json.WriteString("group", KeyOf(entry.Group));
            json.WriteNumber("trainingSamples", entry.TrainingSamples);
            json.WriteNumber("samples", entry.Samples);
            json.WriteNumber("correct", entry.Correct);
            json.WriteNumber("predicted", entry.Predicted);
            json.WriteNumberOrNull("accuracy", entry.Accuracy);
            json.WriteNumberOrNull("precision", entry.Precision);
            json.WriteNumberOrNull("f1", entry.F1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("confusion");
        foreach (ConfusionCell cell in result.Confusion.Cells)
        {
            json.WriteStartObject();
            json.WriteNumber("class", cell.Label);
            json.WriteNumber("prediction", cell.Prediction);
            json.WriteNumber("samples", cell.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteMetrics(Utf8JsonWriter json, EvaluationMetrics metrics)
    {
        foreach ((string key, double? value) in metrics.Values)
        {
            json.WriteNumberOrNull(key, value);
        }
    }

    /// <summary>Reads what <see cref="WriteMetrics"/> wrote.</summary>
    public static EvaluationMetrics ReadMetrics(JsonElement metrics)
    {
        return new EvaluationMetrics(
            Number("accuracy"),
            NumberOrNull("topFiveAccuracy"),
            Number("macroAccuracy"),
            Number("macroPrecision"),
            Number("macroF1"),
            Number("harmonicMean"),
            Number("geometricMean"),
            NumberOrNull("many"),
            NumberOrNull("medium"),
            NumberOrNull("few"),
            Number("worstClassAccuracy"));

        double Number(string key) => metrics.FiniteDouble(key);

        double? NumberOrNull(string key) => metrics.GetProperty(key) is { ValueKind: not JsonValueKind.Null } ? Number(key) : null;
    }

    public static string KeyOf(ShotGroup group) => group switch
    {
        ShotGroup.Many => "many",
        ShotGroup.Medium => "medium",
        ShotGroup.Few => "few",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "There is no such group."),
    };
}
