using System.Text;
using System.Text.Json;

namespace Rsg.Output;

/// <summary>Writes one JSON object as indented text with line feeds, and reads its numbers.</summary>
internal static class JsonText
{
    public static string Write(Action<Utf8JsonWriter> writeMembers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }

    /// <summary>Writes a number, or null where there is none; JSON has no infinities and no not-a-numbers, which become null as well.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string key, double? value)
    {
        json.WritePropertyName(key);
        json.WriteNumberValueOrNull(value);
    }

    /// <inheritdoc cref="WriteNumberOrNull"/>
    public static void WriteNumberValueOrNull(this Utf8JsonWriter json, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes a list, or null where there is none.</summary>
    public static void WriteArrayOrNull<T>(this Utf8JsonWriter json, string key, IEnumerable<T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartArray(key);
        foreach (T value in values)
        {
            write(json, value);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a number that a <see cref="double"/> holds: one with more digits before its point than any becomes infinite, and nothing goes on from that.</summary>
    /// <exception cref="FormatException">It is infinite.</exception>
    public static double FiniteDouble(this JsonElement json, string key) =>
        json.GetProperty(key).GetDouble() is var number && double.IsFinite(number) ? number : throw new FormatException($"{key} is not finite.");

    /// <summary>Reads a number that a <see cref="float"/> holds.</summary>
    /// <exception cref="FormatException">It is infinite.</exception>
    public static float FiniteSingle(this JsonElement json, string key) =>
        json.GetProperty(key).GetSingle() is var number && float.IsFinite(number) ? number : throw new FormatException($"{key} is not finite.");
}
