using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rsg.Data;

namespace Rsg.Onnx;

/// <summary>The texts that an ONNX file carries beside its graph.</summary>
internal static class OnnxMetadata
{
    private const string Model = "model";
    private const string Version = "rsgdsl_version";
    private const string Input = "input";
    private const string Classes = "classes";
    private const string LogitScale = "logit_scale";
    private const string ShorterSide = "shorter_side";
    private const string Normalization = "normalization";

    /// <summary>The keys that the export itself writes.</summary>
    public static readonly ImmutableHashSet<string> Keys = [Model, Version, Input, Classes, LogitScale, ShorterSide, Normalization];

    /// <summary>The version of this library.</summary>
    public static string LibraryVersion { get; } = typeof(OnnxMetadata).Assembly.GetName().Version!.ToString(3);

    /// <summary>Key and text, in an order that depends on nothing else.</summary>
    public static IEnumerable<(string Key, string Text)> Of(OnnxDescription description, OnnxOptions options)
    {
        yield return (Model, description.Model);
        yield return (Version, LibraryVersion);
        yield return (Input, Json(json => WriteNumbers(json, description.Channels, description.Height, description.Width)));
        if (description.ClassNames is { } names)
        {
            yield return (Classes, Json(json => WriteTexts(json, names)));
        }

        yield return (LogitScale, description.LogitScale.ToString(CultureInfo.InvariantCulture));
        if (description.Preparation is { } preparation)
        {
            yield return (ShorterSide, preparation.ScaledShorterSide.ToString(CultureInfo.InvariantCulture));
        }

        if ((options.Normalize ?? description.Preparation?.Statistics) is { } statistics)
        {
            yield return (Normalization, Json(json => WriteStatistics(json, statistics, isInGraph: options.Normalize is not null)));
        }

        foreach (var (key, text) in options.Metadata)
        {
            yield return (key, text);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, params int[] numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteStatistics(Utf8JsonWriter json, ChannelStatistics statistics, bool isInGraph)
    {
        json.WriteStartObject();
        WriteNumbers("mean", statistics.Means);
        WriteNumbers("std", statistics.StandardDeviations);
        json.WriteBoolean("in_graph", isInGraph);
        json.WriteEndObject();

        void WriteNumbers(string key, ImmutableArray<double> numbers)
        {
            json.WriteStartArray(key);
            foreach (var number in numbers)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();

        // The text stands in no page of HTML, so that names keep their letters.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
