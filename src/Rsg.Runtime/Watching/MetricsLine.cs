using System.Text.Json;
using Rsg.Balancing;
using Rsg.Output;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>Reads lines of a metrics file, but for evaluations (<see cref="EvaluationLine"/>).</summary>
internal static class MetricsLine
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> line) => JsonDocument.Parse(line);

    /// <summary>Whether reading a line failed because of what stands in it.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException;

    public static TrainingStart Start(JsonElement line) => new(
        Text(line, "model"),
        Int(line, "epochs"),
        Int(line, "stepsPerEpoch"),
        line.GetProperty("generateFromEpoch") is { ValueKind: JsonValueKind.Number } epoch ? epoch.GetInt32() : null)
    {
        FirstEpoch = Int(line, "firstEpoch"),
        FirstStep = line.TryGetProperty("firstStep", out _) ? Int(line, "firstStep") : 0, // files of earlier versions have none
        ClassCounts = List(line, "classCounts", count => count.GetInt32()) is { } counts ? new ClassCounts(counts) : null,
        ClassNames = List(line, "classNames", name => name.GetString() ?? throw new FormatException("A class has no name.")),
    };

    /// <summary>A step, of a training of unknown length.</summary>
    public static StepReport Step(JsonElement line) => new(
        Int(line, "epoch"),
        0,
        Int(line, "phase"),
        Int(line, "step"),
        Int(line, "stepsPerEpoch"),
        Losses(line),
        line.FiniteDouble("learningRate"),
        line.FiniteDouble("imagesPerSecond"),
        Seconds(line, "elapsedSeconds"),
        Seconds(line, "remainingSeconds"));

    public static EpochReport Epoch(JsonElement line) => new(
        Int(line, "epoch"),
        Int(line, "epochs"),
        Int(line, "phase"),
        Losses(line),
        Int(line, "images"),
        line.FiniteDouble("learningRate"),
        line.FiniteDouble("imagesPerSecond"),
        Seconds(line, "seconds"),
        Seconds(line, "elapsedSeconds"),
        Seconds(line, "remainingSeconds"))
    {
        SkippedImages = line.GetProperty("skippedImages").GetInt64(),
    };

    public static TrainingEnd End(JsonElement line) => new(Int(line, "epochs"), Seconds(line, "elapsedSeconds"));

    public static MetricsRecovery Recovery(JsonElement line) => new(
        line.GetProperty("putAside").GetString(),
        Int(line, "unreadLines"),
        [.. line.GetProperty("restoredEpochs").EnumerateArray().Select(epoch => epoch.GetInt32())]);

    /// <summary>Whether a checkpoint told of it, and not the training.</summary>
    public static bool IsRestored(JsonElement line) => line.TryGetProperty(MetricsEvent.Source, out JsonElement source) && source.ValueEquals(MetricsEvent.CheckpointSource);

    public static int Int(JsonElement line, string key) =>
        line.GetProperty(key).GetInt32() is >= 0 and var number ? number : throw new FormatException($"{key} is negative.");

    public static string Text(JsonElement line, string key) => line.GetProperty(key).GetString() ?? throw new FormatException($"{key} is null.");

    private static StepLosses Losses(JsonElement line) => new(
        line.FiniteSingle("loss"),
        line.FiniteSingle("classification"),
        line.FiniteSingle("cesc"),
        line.FiniteSingle("mv"),
        Int(line, "generated"));

    private static TimeSpan Seconds(JsonElement line, string key) => TimeSpan.FromSeconds(line.GetProperty(key).GetDouble());

    private static T[]? List<T>(JsonElement line, string key, Func<JsonElement, T> read) =>
        line.GetProperty(key) is { ValueKind: not JsonValueKind.Null } list ? [.. list.EnumerateArray().Select(read)] : null;
}
