using System.Buffers;
using System.Text.Json;
using Rsg.Output;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>Writes lines of a metrics file. The bytes of one are written over with the next.</summary>
internal sealed class MetricsLineWriter(TimeProvider clock)
{
    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>A line, with its line feed.</summary>
    public ReadOnlySpan<byte> Line(string name, Action<Utf8JsonWriter> writeMembers)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString(MetricsEvent.Key, name);
            json.WriteString("time", clock.GetUtcNow());
            writeMembers(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan;
    }

    public static void WriteEpoch(Utf8JsonWriter json, EpochReport report)
    {
        json.WriteNumber("epoch", report.Epoch);
        json.WriteNumber("epochs", report.Epochs);
        json.WriteNumber("phase", report.Phase);
        json.WriteNumberOrNull("learningRate", report.LearningRate);
        WriteLosses(json, report.Losses);
        json.WriteNumber("images", report.Images);
        json.WriteNumber("skippedImages", report.SkippedImages);
        json.WriteNumberOrNull("imagesPerSecond", report.ImagesPerSecond);
        json.WriteNumber("seconds", report.Duration.TotalSeconds);
        json.WriteNumber("elapsedSeconds", report.Elapsed.TotalSeconds);
        json.WriteNumber("remainingSeconds", report.Remaining.TotalSeconds);
    }

    public static void WriteLosses(Utf8JsonWriter json, StepLosses losses)
    {
        json.WriteNumberOrNull("loss", losses.Total);
        json.WriteNumberOrNull("classification", losses.Classification);
        json.WriteNumberOrNull("cesc", losses.Cesc);
        json.WriteNumberOrNull("mv", losses.Mv);
        json.WriteNumber("generated", losses.Generated);
    }
}
