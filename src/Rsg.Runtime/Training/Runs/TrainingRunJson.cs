using System.Text.Json;
using Rsg.Evaluation;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>Writes a <see cref="TrainingRunResult"/> as JSON.</summary>
internal static class TrainingRunJson
{
    private const string SkippedImages = "skippedImages";

    private static readonly Split[] Splits = [Split.Validation, Split.Test];

    public static string KeyOf(Split split) => split switch
    {
        Split.Validation => "validation",
        Split.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "There is no such split."),
    };

    public static string Of(TrainingRunResult result, IReadOnlyList<string>? classNames) => JsonText.Write(json =>
    {
        json.WriteString("selection", result.Selection);
        json.WriteString("selectedOn", result.SelectedOn is Split split ? KeyOf(split) : null);
        json.WriteString("selectedBy", result.SelectedOn is null ? null : KeyOf(result.SelectedBy));
        WriteEvaluation(json, "last", result.Last, classNames);
        WriteEvaluation(json, "best", result.Best, classNames);
        json.WriteStartArray("history");
        foreach (RunEpoch epoch in result.History)
        {
            WriteEpoch(json, epoch);
        }

        json.WriteEndArray();
    });

    private static string KeyOf(SelectionMetric metric) => metric switch
    {
        SelectionMetric.Accuracy => "accuracy",
        SelectionMetric.MacroAccuracy => "macroAccuracy",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "There is no such metric."),
    };

    private static void WriteEvaluation(Utf8JsonWriter json, string key, EpochEvaluation? evaluation, IReadOnlyList<string>? classNames)
    {
        if (evaluation is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        json.WriteNumber("epoch", evaluation.Epoch);
        foreach (Split split in Splits)
        {
            if (evaluation.On(split) is { } found)
            {
                json.WriteStartObject(KeyOf(split));
                EvaluationJson.Write(json, found, found.Checked(classNames));
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull(KeyOf(split));
            }
        }

        json.WriteEndObject();
    }

    private static void WriteEpoch(Utf8JsonWriter json, RunEpoch epoch)
    {
        EpochReport training = epoch.Training;
        json.WriteStartObject();
        json.WriteNumber("epoch", training.Epoch);
        json.WriteNumber("phase", training.Phase);
        json.WriteNumber("learningRate", training.LearningRate);
        json.WriteNumberOrNull("loss", training.Losses.Total);
        json.WriteNumberOrNull("classification", training.Losses.Classification);
        json.WriteNumberOrNull("cesc", training.Losses.Cesc);
        json.WriteNumberOrNull("mv", training.Losses.Mv);
        json.WriteNumber("images", training.Images);
        json.WriteNumber("generated", training.Losses.Generated);
        json.WriteNumber("seconds", training.Duration.TotalSeconds);
        json.WriteNumber(SkippedImages, training.SkippedImages);
        WriteMetrics(json, KeyOf(Split.Validation), epoch.Validation, epoch.SkippedInValidation);
        WriteMetrics(json, KeyOf(Split.Test), epoch.Test, epoch.SkippedInTest);
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, string key, EvaluationMetrics? metrics, long? skipped)
    {
        if (metrics is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        EvaluationJson.WriteMetrics(json, metrics);
        json.WriteNumberOrNull(SkippedImages, skipped);
        json.WriteEndObject();
    }
}
