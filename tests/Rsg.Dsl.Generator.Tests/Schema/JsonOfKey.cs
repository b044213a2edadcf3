using System.Text.Json.Nodes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>What an editor is told of one key: its type, its range, its default and its meaning.</summary>
internal static class JsonOfKey
{
    /// <summary>A mapping with these keys and no others.</summary>
    public static JsonObject Mapping(string doc, IEnumerable<Key> keys, params (string Name, JsonNode Schema)[] before)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, schema) in before)
        {
            properties.Add(name, schema);
            required.Add(name);
        }

        foreach (var key in keys)
        {
            properties.Add(key.Name, Of(key));
            if (key.IsRequired)
            {
                required.Add(key.Name);
            }
        }

        var mapping = new JsonObject { ["type"] = "object", ["description"] = doc, ["properties"] = properties };
        if (required.Count > 0)
        {
            mapping["required"] = required;
        }

        mapping["additionalProperties"] = false;
        return mapping;
    }

    public static JsonObject Of(Key key)
    {
        var schema = key.Kind switch
        {
            KeyKind.WholeNumber => Number("integer", key.Range!),
            KeyKind.Number => Number("number", key.Range!),
            KeyKind.Extent => AnyOf([Number("integer", key.Range!), List(Number("integer", key.Range!), 2, 2), .. key.Words.Count > 0 ? [Words(key)] : Array.Empty<JsonObject>()]),
            KeyKind.Flag => new JsonObject { ["type"] = "boolean" },
            KeyKind.Text => new JsonObject { ["type"] = "string" },
            KeyKind.Word => Words(key),
            KeyKind.Words => AnyOf(Words(key), List(Words(key))),
            KeyKind.WholeNumbers => List(Number("integer", key.Range!)),
            KeyKind.Numbers => List(Number("number", key.Range!)),
            KeyKind.Texts => List(new JsonObject { ["type"] = "string" }),
            _ => throw new NotSupportedException(key.Kind.ToString()),
        };
        schema["description"] = Describe(key);
        if (DefaultOf(key) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    /// <summary>A value that is one of several things.</summary>
    public static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    public static JsonObject List(JsonObject item, int? fewest = null, int? most = null)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item };
        if (fewest is not null)
        {
            list["minItems"] = fewest;
        }

        if (most is not null)
        {
            list["maxItems"] = most;
        }

        return list;
    }

    /// <summary>What a key means, and what it is where nothing is said.</summary>
    private static string Describe(Key key) => key.Otherwise is { } otherwise ? $"{key.Doc} Left out: {otherwise}." : key.Doc;

    private static JsonValue? DefaultOf(Key key) => (key.Kind, key.Default, key.DefaultWord) switch
    {
        (KeyKind.WholeNumber or KeyKind.Extent, { } number, _) => JsonValue.Create((int)number),
        (_, { } number, _) => JsonValue.Create(number),
        (KeyKind.Flag, _, { } word) => JsonValue.Create(word == "true"),
        (_, _, { } word) => JsonValue.Create(word),
        _ => null,
    };

    private static JsonObject Words(Key key) => new() { ["enum"] = new JsonArray([.. key.Words.Select(static word => JsonValue.Create(word))]) };

    private static JsonObject Number(string type, NumberRange range)
    {
        var schema = new JsonObject { ["type"] = type };
        Add(range.Minimum, range.IncludesMinimum ? "minimum" : "exclusiveMinimum");
        Add(range.Maximum, range.IncludesMaximum ? "maximum" : "exclusiveMaximum");
        return schema;

        void Add(double end, string name)
        {
            if (!double.IsInfinity(end))
            {
                schema[name] = end == Math.Floor(end) ? JsonValue.Create((long)end) : JsonValue.Create(end);
            }
        }
    }
}
