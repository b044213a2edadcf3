using System.Globalization;
using System.Text.Json;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>Where a training is, but for the numbers in its tensors.</summary>
/// <param name="Epoch">The epoch that is next, or was begun, counted from 0.</param>
/// <param name="ParametersWithGradient">The names of the parameters that have had a gradient and still take part in steps: without one, not even weight decay moves them.</param>
/// <param name="RsgRandom">Where the RSG's sequence of random choices is; <see langword="null"/> without RSG.</param>
/// <param name="ContrastiveModuleLearns">Whether the RSG's contrastive module takes gradients.</param>
/// <param name="WithinEpoch">What is done of the epoch; <see langword="null"/> where it has not begun, as in files of format 1.</param>
/// <param name="Unsettled">What the RSG's per-class parameters have yet to make up for; <see langword="null"/> for nothing.</param>
internal sealed record TrainingPosition(
    int Epoch,
    IReadOnlySet<string> ParametersWithGradient,
    ulong? RsgRandom,
    bool ContrastiveModuleLearns,
    EpochSoFar? WithinEpoch = null,
    MissedSteps? Unsettled = null)
{
    private const string EpochKey = "epoch";
    private const string GradientsKey = "parametersWithGradient";
    private const string RsgRandomKey = "rsgRandom";
    private const string ContrastiveKey = "contrastiveModuleLearns";
    private const string WithinEpochKey = "withinEpoch";
    private const string UnsettledKey = "unsettled";

    /// <exception cref="FormatException">The text does not say it.</exception>
    public static TrainingPosition Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new TrainingPosition(
                root.GetProperty(EpochKey).GetInt32() is >= 0 and var epochs ? epochs : throw new FormatException("No epoch can be there."),
                root.GetProperty(GradientsKey).EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal),
                root.GetProperty(RsgRandomKey).GetString() is { } random ? ulong.Parse(random, NumberStyles.None, CultureInfo.InvariantCulture) : null,
                root.GetProperty(ContrastiveKey).GetBoolean(),
                ObjectOrNull(root, WithinEpochKey) is { } epoch ? EpochSoFarJson.Read(epoch) : null,
                ObjectOrNull(root, UnsettledKey) is { } rows ? new MissedSteps(rows.GetProperty("steps").GetInt32(), rows.GetProperty("learningRate").GetDouble()) : null);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException(failure.Message, failure);
        }
    }

    public string ToJson() => JsonText.Write(json =>
    {
        json.WriteNumber(EpochKey, Epoch);
        json.WriteString(RsgRandomKey, RsgRandom?.ToString(CultureInfo.InvariantCulture)); // as text: a JSON number keeps 53 bits in many readers
        json.WriteBoolean(ContrastiveKey, ContrastiveModuleLearns);
        json.WriteStartArray(GradientsKey);
        foreach (var name in ParametersWithGradient)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        if (WithinEpoch is not null)
        {
            json.WritePropertyName(WithinEpochKey);
            EpochSoFarJson.Write(json, WithinEpoch);
        }

        if (Unsettled is { } unsettled)
        {
            json.WriteStartObject(UnsettledKey);
            json.WriteNumber("steps", unsettled.Steps);
            json.WriteNumber("learningRate", unsettled.LearningRate);
            json.WriteEndObject();
        }
    });

    private static JsonElement? ObjectOrNull(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
