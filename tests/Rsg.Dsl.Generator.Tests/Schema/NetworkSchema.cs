using System.Text.Json.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>What an editor is told of a network that a file writes out: its parts, its blocks and its layers.</summary>
internal static class NetworkSchema
{
    private static JsonObject Layers => new() { ["$ref"] = "#/definitions/layers" };

    /// <summary>A number that is computed from the parameters of a block.</summary>
    private static JsonObject Expression => new() { ["type"] = "string", ["pattern"] = @"\$" };

    private static JsonObject Name => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z][A-Za-z0-9_]*$" };

    public static JsonObject Network() => Mapping(
        NetworkFileKeys.OfNetwork,
        ["stages"],
        static key => key == "stages" ? JsonOfKey.List(JsonOfKey.AnyOf(Layers, Stage()), fewest: 1) : Layers);

    public static JsonObject Block()
    {
        var block = Mapping(NetworkFileKeys.OfBlock, [], static key => key switch
        {
            "parameters" => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("integer", "null") } },
            "shortcut" => JsonOfKey.AnyOf(Words(NetworkFileKeys.Shortcuts), Layers),
            "merge" => Words(NetworkFileKeys.Merges),
            _ => Layers,
        });
        block["oneOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray("layers") }, new JsonObject { ["required"] = new JsonArray("main") });
        return block;
    }

    /// <summary>What other parts refer to, because layers may hold layers.</summary>
    public static JsonObject Definitions() => new() { ["layers"] = JsonOfKey.List(new JsonObject { ["$ref"] = "#/definitions/layer" }), ["layer"] = Layer() };

    /// <summary>The name of a layer or block, or one with what is said of it.</summary>
    private static JsonObject Layer()
    {
        var properties = new JsonObject();
        foreach (var op in OpCatalogue.All)
        {
            properties.Add(op.Name, OfOp(op));
        }

        properties.Add("branches", Mapping(NetworkFileKeys.OfBranches, ["paths"], static key => key == "merge" ? Words(NetworkFileKeys.Merges) : Paths()));
        var alone = OpCatalogue.All.Where(static op => !op.Keys.Any(static key => key.IsRequired)).Select(static op => op.Name).ToList();
        return JsonOfKey.AnyOf(
            Words(alone),
            new JsonObject { ["type"] = "string", ["description"] = "A block by its name." },
            new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = Use(), ["minProperties"] = 1, ["maxProperties"] = 1 });
    }

    private static JsonObject OfOp(OpSyntax op)
    {
        var mapping = new JsonObject();
        var required = new JsonArray();
        foreach (var key in op.Keys)
        {
            mapping.Add(key.Name, OfNumber(key));
            if (key.IsRequired)
            {
                required.Add(key.Name);
            }
        }

        if (op.StateName.Length > 0)
        {
            mapping.Add("name", Name);
            mapping["name"]!["description"] = "The name of its weights.";
        }

        var said = new JsonObject { ["type"] = "object", ["properties"] = mapping, ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            said["required"] = required;
        }

        var schema = op.TakesLoneValue && op.Keys.Count > 0 ? JsonOfKey.AnyOf(said, OfNumber(op.Keys[0])) : said;
        schema["description"] = op.Doc;
        return schema;
    }

    /// <summary>A key of a layer: where it takes a whole number, it takes one that is computed.</summary>
    private static JsonObject OfNumber(Key key)
    {
        var plain = JsonOfKey.Of(key);
        if (key.Kind is not (KeyKind.WholeNumber or KeyKind.Extent))
        {
            return plain;
        }

        var (doc, usual) = (plain["description"]!, plain["default"]);
        plain.Remove("description");
        plain.Remove("default");
        if (key.Kind == KeyKind.Extent)
        {
            // Each of the two may be computed too.
            plain["anyOf"]![1]!["items"] = JsonOfKey.AnyOf((JsonObject)plain["anyOf"]![0]!.DeepClone(), Expression);
        }

        var schema = JsonOfKey.AnyOf(plain, Expression);
        schema["description"] = doc;
        if (usual is not null)
        {
            schema["default"] = usual;
        }

        return schema;
    }

    private static JsonObject Use()
    {
        var number = JsonOfKey.AnyOf(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, Expression);
        var use = Mapping(NetworkFileKeys.OfUse, [], key => key == "name" ? Name : (JsonObject)number.DeepClone());
        use["additionalProperties"] = number.DeepClone();
        var schema = JsonOfKey.AnyOf(use, number);
        schema["description"] = "A block, with its parameters.";
        return schema;
    }

    private static JsonObject Paths() => JsonOfKey.AnyOf(
        JsonOfKey.List(Layers, fewest: 2),
        new JsonObject { ["type"] = "object", ["additionalProperties"] = Layers, ["minProperties"] = 2 });

    private static JsonObject Stage() => Mapping(NetworkFileKeys.OfStage, ["layers"], static key => key == "name" ? Name : Layers);

    private static JsonObject Mapping(IReadOnlyList<(string Name, string Doc)> keys, string[] required, Func<string, JsonObject> schemaOf)
    {
        var properties = new JsonObject();
        foreach (var (name, doc) in keys)
        {
            var schema = schemaOf(name);
            if (schema.ContainsKey("$ref"))
            {
                // Beside a reference, an editor reads nothing else.
                schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
            }

            schema["description"] = doc;
            properties.Add(name, schema);
        }

        var mapping = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Length > 0)
        {
            mapping["required"] = new JsonArray([.. required.Select(static key => JsonValue.Create(key))]);
        }

        return mapping;
    }

    private static JsonObject Words(IReadOnlyList<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(static word => JsonValue.Create(word))]) };
}
