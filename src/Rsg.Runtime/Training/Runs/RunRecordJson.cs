using System.Text.Json;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>A <see cref="RunRecord"/> as JSON and back, with every number as it was: whatever follows from it is the same in a run that was resumed.</summary>
internal static class RunRecordJson
{
    public static string Write(RunRecord record) => JsonText.Write(json =>
    {
        json.WriteStartArray("history");
        foreach (var epoch in record.History)
        {
            WriteEpoch(json, epoch);
        }

        json.WriteEndArray();
        json.WritePropertyName("best");
        WriteEvaluations(json, record.Best);
    });

    /// <exception cref="FormatException">The text is none that <see cref="Write"/> has written.</exception>
    public static RunRecord Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return new RunRecord(
                [.. document.RootElement.GetProperty("history").EnumerateArray().Select(ReadEpoch)],
                ReadEvaluations(document.RootElement.GetProperty("best")));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException(failure.Message, failure);
        }
    }

    private static void WriteEpoch(Utf8JsonWriter json, RunEpoch epoch)
    {
        var training = epoch.Training;
        json.WriteStartObject();
        json.WriteNumber("epoch", training.Epoch);
        json.WriteNumber("epochs", training.Epochs);
        json.WriteNumber("phase", training.Phase);
        json.WriteNumber("total", training.Losses.Total);
        json.WriteNumber("classification", training.Losses.Classification);
        json.WriteNumber("cesc", training.Losses.Cesc);
        json.WriteNumber("mv", training.Losses.Mv);
        json.WriteNumber("generated", training.Losses.Generated);
        json.WriteNumber("images", training.Images);
        json.WriteNumber("learningRate", training.LearningRate);
        json.WriteNumber("imagesPerSecond", training.ImagesPerSecond);
        json.WriteNumber("durationTicks", training.Duration.Ticks);
        json.WriteNumber("elapsedTicks", training.Elapsed.Ticks);
        json.WriteNumber("remainingTicks", training.Remaining.Ticks);
        json.WriteNumber("skipped", training.SkippedImages);
        WriteMetrics(json, "validation", epoch.Validation);
        WriteMetrics(json, "test", epoch.Test);
        WriteCount(json, "skippedInValidation", epoch.SkippedInValidation);
        WriteCount(json, "skippedInTest", epoch.SkippedInTest);
        json.WriteEndObject();
    }

    private static RunEpoch ReadEpoch(JsonElement epoch) => new(
        new EpochReport(
            Whole(epoch, "epoch"),
            Whole(epoch, "epochs"),
            Whole(epoch, "phase"),
            new StepLosses(
                epoch.FiniteSingle("total"),
                epoch.FiniteSingle("classification"),
                epoch.FiniteSingle("cesc"),
                epoch.FiniteSingle("mv"),
                Whole(epoch, "generated")),
            Whole(epoch, "images"),
            epoch.FiniteDouble("learningRate"),
            epoch.FiniteDouble("imagesPerSecond"),
            Time(epoch, "durationTicks"),
            Time(epoch, "elapsedTicks"),
            Time(epoch, "remainingTicks"))
        {
            SkippedImages = epoch.GetProperty("skipped").GetInt64(),
        },
        ReadMetrics(epoch.GetProperty("validation")),
        ReadMetrics(epoch.GetProperty("test")))
    {
        SkippedInValidation = Count(epoch, "skippedInValidation"),
        SkippedInTest = Count(epoch, "skippedInTest"),
    };

    private static void WriteMetrics(Utf8JsonWriter json, string key, EvaluationMetrics? metrics)
    {
        if (metrics is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        EvaluationJson.WriteMetrics(json, metrics);
        json.WriteEndObject();
    }

    private static EvaluationMetrics? ReadMetrics(JsonElement metrics) =>
        metrics.ValueKind == JsonValueKind.Null ? null : EvaluationJson.ReadMetrics(metrics);

    private static void WriteEvaluations(Utf8JsonWriter json, EpochEvaluation? evaluation)
    {
        if (evaluation is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("epoch", evaluation.Epoch);
        WriteEvaluation(json, "validation", evaluation.Validation);
        WriteEvaluation(json, "test", evaluation.Test);
        json.WriteEndObject();
    }

    private static EpochEvaluation? ReadEvaluations(JsonElement evaluation) => evaluation.ValueKind == JsonValueKind.Null
        ? null
        : new EpochEvaluation(Whole(evaluation, "epoch"), ReadEvaluation(evaluation.GetProperty("validation")), ReadEvaluation(evaluation.GetProperty("test")));

    /// <summary>The counts that all its numbers follow from.</summary>
    private static void WriteEvaluation(Utf8JsonWriter json, string key, EvaluationResult? result)
    {
        if (result is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        WriteNumbers("trainingCounts", result.TrainingCounts);
        WriteNumbers("cells", result.Confusion.Cells.SelectMany(cell => new[] { cell.Label, cell.Prediction, cell.Samples }));
        WriteCount(json, "withinTopFive", result.TopFiveAccuracy is { } share ? (long)Math.Round(share * result.Confusion.Total) : null);
        json.WriteNumber("skipped", result.SkippedImages);
        json.WriteEndObject();

        void WriteNumbers(string name, IEnumerable<int> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }
    }

    private static EvaluationResult? ReadEvaluation(JsonElement result)
    {
        if (result.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var counts = new ClassCounts(result.GetProperty("trainingCounts").EnumerateArray().Select(count => count.GetInt32()));
        var confusion = ConfusionMatrix.FromCells(counts.Count, result.GetProperty("cells").EnumerateArray().Select(number => number.GetInt32()).Chunk(3));
        return new EvaluationResult(confusion, counts, (int?)Count(result, "withinTopFive")) { SkippedImages = result.GetProperty("skipped").GetInt64() };
    }

    private static void WriteCount(Utf8JsonWriter json, string key, long? count) => json.WriteNumberOrNull(key, count);

    private static long? Count(JsonElement element, string key) => element.GetProperty(key) is { ValueKind: not JsonValueKind.Null } count ? count.GetInt64() : null;

    private static int Whole(JsonElement element, string key) => element.GetProperty(key).GetInt32();

    private static TimeSpan Time(JsonElement element, string key) => TimeSpan.FromTicks(element.GetProperty(key).GetInt64());
}
