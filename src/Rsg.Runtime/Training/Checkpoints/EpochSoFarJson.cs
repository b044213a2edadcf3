using System.Text.Json;

namespace Rsg.Training;

/// <summary>An <see cref="EpochSoFar"/> as JSON and back, with every number as it was.</summary>
internal static class EpochSoFarJson
{
    public static void Write(Utf8JsonWriter json, EpochSoFar epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("steps", epoch.Steps);
        json.WriteNumber("nextBatch", epoch.NextBatch);
        json.WriteNumber("images", epoch.Images);
        json.WriteNumber("generated", epoch.Generated);
        json.WriteNumber("skipped", epoch.SkippedImages);
        json.WriteNumber("total", epoch.Losses.Total);
        json.WriteNumber("classification", epoch.Losses.Classification);
        json.WriteNumber("cesc", epoch.Losses.Cesc);
        json.WriteNumber("mv", epoch.Losses.Mv);
        json.WriteNumber("durationTicks", epoch.Duration.Ticks);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The numbers are not those of an epoch.</exception>
    public static EpochSoFar Read(JsonElement json)
    {
        var epoch = new EpochSoFar
        {
            Steps = Whole("steps"),
            NextBatch = Whole("nextBatch"),
            Images = Whole("images"),
            Generated = Whole("generated"),
            SkippedImages = json.GetProperty("skipped").GetInt64(),
            Losses = new LossSums(Number("total"), Number("classification"), Number("cesc"), Number("mv")),
            Duration = TimeSpan.FromTicks(json.GetProperty("durationTicks").GetInt64()),
        };
        var isPossible = epoch is { Steps: > 0, Generated: >= 0, SkippedImages: >= 0 } && epoch.NextBatch >= epoch.Steps && epoch.Images >= epoch.Steps && epoch.Duration >= TimeSpan.Zero;
        return isPossible ? epoch : throw new FormatException("No epoch can be there.");

        int Whole(string key) => json.GetProperty(key).GetInt32();

        double Number(string key) => json.GetProperty(key).GetDouble();
    }
}
