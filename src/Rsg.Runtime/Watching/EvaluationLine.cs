using System.Text.Json;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Output;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>
/// An evaluation as the members of one line of a metrics file. What is of each class stands in lists, in label order, and the confusion
/// matrix as its cells that are not 0, so that a thousand classes do not make a line of a megabyte.
/// </summary>
internal static class EvaluationLine
{
    private const string TrainingSamples = "perClassTrainingSamples";
    private const string Confusion = "confusionCells";
    private const string SkippedImages = "skippedImages";
    private const string TopFive = "topFiveAccuracy";

    /// <summary>What is known only of a whole evaluation, in the order of its line.</summary>
    private static readonly string[] OfClasses = ["worstClass", TrainingSamples, "perClassSamples", "perClassCorrect", "perClassPredicted", "perClassAccuracy", Confusion];

    public static void Write(Utf8JsonWriter json, int epoch, Split split, EvaluationResult result)
    {
        WritePlace(json, epoch, split);
        json.WriteNumber("classes", result.Confusion.Classes);
        json.WriteNumber("samples", result.Confusion.Total);
        json.WriteNumber(SkippedImages, result.SkippedImages);
        EvaluationJson.WriteMetrics(json, result.Metrics);
        json.WriteNumber("worstClass", result.WorstClass);
        json.WriteArrayOrNull(TrainingSamples, result.TrainingCounts, (writer, count) => writer.WriteNumberValue(count));
        json.WriteArrayOrNull("perClassSamples", result.PerClass, (writer, entry) => writer.WriteNumberValue(entry.Samples));
        json.WriteArrayOrNull("perClassCorrect", result.PerClass, (writer, entry) => writer.WriteNumberValue(entry.Correct));
        json.WriteArrayOrNull("perClassPredicted", result.PerClass, (writer, entry) => writer.WriteNumberValue(entry.Predicted));
        json.WriteArrayOrNull("perClassAccuracy", result.PerClass, (writer, entry) => writer.WriteNumberValueOrNull(entry.Accuracy));
        json.WriteArrayOrNull(Confusion, result.Confusion.Cells, (writer, cell) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(cell.Label);
            writer.WriteNumberValue(cell.Prediction);
            writer.WriteNumberValue(cell.Samples);
            writer.WriteEndArray();
        });
    }

    /// <summary>Writes an evaluation of which only the metrics are left.</summary>
    public static void Write(Utf8JsonWriter json, int epoch, Split split, EvaluationMetrics metrics, long skippedImages)
    {
        WritePlace(json, epoch, split);
        json.WriteNull("classes");
        json.WriteNull("samples");
        json.WriteNumber(SkippedImages, skippedImages);
        EvaluationJson.WriteMetrics(json, metrics);
        foreach (string key in OfClasses)
        {
            json.WriteNull(key);
        }
    }

    /// <summary>Whether a line has more than the metrics.</summary>
    public static bool HasClasses(JsonElement line) => line.GetProperty(Confusion).ValueKind != JsonValueKind.Null;

    /// <summary>The metrics of a line that has no more.</summary>
    public static LoggedEvaluation ReadMetrics(JsonElement line, int epoch, Split split) =>
        new(epoch, split, EvaluationJson.ReadMetrics(line), line.GetProperty(SkippedImages).GetInt64());

    /// <summary>The evaluation that a line tells of; every number of it is computed again from the cells of its confusion matrix.</summary>
    public static EvaluationResult Read(JsonElement line)
    {
        var counts = new ClassCounts(line.GetProperty(TrainingSamples).EnumerateArray().Select(count => count.GetInt32()));
        var confusion = ConfusionMatrix.FromCells(counts.Count, line.GetProperty(Confusion).EnumerateArray().Select(cell => cell.EnumerateArray().Select(number => number.GetInt32()).ToArray()));
        JsonElement topFive = line.GetProperty(TopFive);
        int? withinTopFive = topFive.ValueKind == JsonValueKind.Null ? null : checked((int)Math.Round(topFive.GetDouble() * confusion.Total));
        return new EvaluationResult(confusion, counts, withinTopFive) { SkippedImages = line.GetProperty(SkippedImages).GetInt64() };
    }

    public static Split SplitOf(JsonElement line)
    {
        string? name = line.GetProperty("split").GetString();
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (name == TrainingRunJson.KeyOf(split))
            {
                return split;
            }
        }

        throw new FormatException($"There is no split '{name}'.");
    }

    private static void WritePlace(Utf8JsonWriter json, int epoch, Split split)
    {
        json.WriteNumber("epoch", epoch);
        json.WriteString("split", TrainingRunJson.KeyOf(split));
    }
}
