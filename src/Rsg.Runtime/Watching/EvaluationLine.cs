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

    public static void Write(Utf8JsonWriter json, int epoch, Split split, EvaluationResult result)
    {
        json.WriteNumber("epoch", epoch);
        json.WriteString("split", TrainingRunJson.KeyOf(split));
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

    /// <summary>The evaluation that a line tells of; every number of it is computed again from the cells of its confusion matrix.</summary>
    public static EvaluationResult Read(JsonElement line)
    {
        var counts = new ClassCounts(line.GetProperty(TrainingSamples).EnumerateArray().Select(count => count.GetInt32()));
        var confusion = new ConfusionMatrix(counts.Count);
        foreach (JsonElement cell in line.GetProperty(Confusion).EnumerateArray())
        {
            confusion.Add(cell[0].GetInt32(), cell[1].GetInt32(), cell[2].GetInt32());
        }

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
}
