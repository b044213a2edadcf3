using System.Text.Json.Nodes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>What an editor is told of a matrix: its axes, whose names and values' names are free, and what a value may say.</summary>
internal static class MatrixSchema
{
    private const string Name = "^[A-Za-z0-9_]+$";

    public static JsonObject Matrix() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["properties"] = new JsonObject { [MatrixKeys.Seed.Name] = Seeds(), [MatrixKeys.Exclude] = Exclude() },
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["propertyNames"] = new JsonObject { ["pattern"] = Name },
            ["additionalProperties"] = JsonOfKey.AnyOf(new JsonObject { ["$ref"] = "#/definitions/overlay" }, new JsonObject { ["type"] = "null" }),
        },
        ["propertyNames"] = new JsonObject { ["pattern"] = Name },
    };

    /// <summary>The keys of a file by which variants may differ. What is missing in a part, the top of the file may say.</summary>
    public static JsonObject Overlay()
    {
        var properties = new JsonObject();
        foreach (var name in FileKeys.OfVariants)
        {
            var schema = EditorSchema.OfKey(name);
            Relax(schema);
            properties.Add(name, schema);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Seeds()
    {
        var seeds = JsonOfKey.Of(MatrixKeys.Seed);
        (seeds["minItems"], seeds["uniqueItems"]) = (1, true);
        return seeds;
    }

    private static JsonObject Exclude()
    {
        var name = new JsonObject { ["type"] = new JsonArray("string", "number") };
        var list = JsonOfKey.List(new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["additionalProperties"] = JsonOfKey.AnyOf(name, JsonOfKey.List((JsonObject)name.DeepClone(), fewest: 1)),
        });
        list["description"] = MatrixKeys.ExcludeDoc;
        return list;
    }

    /// <summary>Requires nothing at the top of a part: neither a cut, nor a kind, nor stages.</summary>
    private static void Relax(JsonObject part)
    {
        part.Remove("oneOf");
        part.Remove("required");
        foreach (var option in part["anyOf"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            Relax(option);
        }
    }
}
