using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans.Recipes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>Writes docs/schema/rsg.schema.json from the table of keys: what an editor completes and shows in a model file.</summary>
internal static class EditorSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => Root().ToJsonString(Layout) + "\n";

    private static JsonObject Root()
    {
        var properties = new JsonObject();
        foreach (var (name, doc) in FileKeys.All)
        {
            var schema = OfKey(name);
            if (schema["description"] is null)
            {
                schema["description"] = doc;
            }

            properties.Add(name, schema);
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "RsgDsl model file",
            ["description"] = "A network, and how it is trained from imbalanced data.",
            ["type"] = "object",
            ["required"] = new JsonArray(FileKeys.Model.Name),

            // What one value of a matrix says need not be said at the top.
            ["if"] = Requires(MatrixKeys.Name),
            ["else"] = new JsonObject
            {
                ["required"] = new JsonArray(BackboneKeys.Classes.Name),
                ["oneOf"] = new JsonArray(Requires(SectionNames.Backbone), Requires(SectionNames.Network, FileKeys.Input.Name)),
            },
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["definitions"] = Definitions(),
        };
    }

    private static JsonObject Definitions()
    {
        var definitions = NetworkSchema.Definitions();
        definitions.Add("overlay", MatrixSchema.Overlay());
        return definitions;
    }

    /// <summary>What may stand under a key at the top of a file.</summary>
    public static JsonObject OfKey(string name) => name switch
    {
        "model" => JsonOfKey.Of(FileKeys.Model),
        "namespace" => JsonOfKey.Of(FileKeys.Namespace),
        "head" => JsonOfKey.Of(BackboneKeys.Head),
        "input" => OfInput(),
        "classes" => OfClasses(),
        "backbone" => new JsonObject { ["enum"] = new JsonArray([.. BackboneCatalogue.Names.Select(static backbone => JsonValue.Create(backbone))]) },
        "rsg" => JsonOfKey.AnyOf(None(), OfRsg()),
        "loss" => JsonOfKey.AnyOf([.. OfKinds(name)]),
        "rebalance" => JsonOfKey.AnyOf([.. OfKinds(name), None()]),
        "recipe" => new JsonObject { ["enum"] = new JsonArray([.. RecipeCatalogue.Names.Append(FileKeys.None).Select(static recipe => JsonValue.Create(recipe))]) },
        "augmentation" => JsonOfKey.Mapping(SectionSchemas.Augmentation.Doc, SectionSchemas.Augmentation.Keys),
        "train" => JsonOfKey.Mapping(SectionSchemas.Train.Doc, SectionSchemas.Train.Keys),
        "blocks" => new JsonObject { ["type"] = "object", ["additionalProperties"] = NetworkSchema.Block() },
        "network" => NetworkSchema.Network(),
        "matrix" => MatrixSchema.Matrix(),
        _ => throw new NotSupportedException(name),
    };

    private static JsonObject OfInput()
    {
        var input = JsonOfKey.Of(FileKeys.Input);
        (input["minItems"], input["maxItems"]) = (3, 3);
        return input;
    }

    private static JsonObject OfClasses()
    {
        var names = JsonOfKey.Of(BackboneKeys.ClassNames);
        (names["minItems"], names["uniqueItems"]) = (2, true);
        return JsonOfKey.AnyOf(JsonOfKey.Of(BackboneKeys.Classes), names);
    }

    private static JsonObject OfRsg()
    {
        var rsg = JsonOfKey.Mapping(SectionSchemas.Rsg.Doc, SectionSchemas.Rsg.Keys);
        JsonObject[] ways = [Requires(RsgKeys.Stage.Name), Requires(RsgKeys.After.Name), Requires(RsgKeys.Before.Name)];

        // One of the three, or none, where a recipe says it.
        var none = new JsonObject { ["not"] = JsonOfKey.AnyOf([.. ways.Select(static way => way.DeepClone().AsObject())]) };
        rsg["oneOf"] = new JsonArray([.. ways, none]);
        return rsg;
    }

    /// <summary>The name of a kind, or a mapping that has the keys of its kind and no others.</summary>
    private static IEnumerable<JsonObject> OfKinds(string section)
    {
        var schemas = SectionSchemas.All.Where(schema => schema.Section == section).ToList();
        return schemas
            .Select(static schema => JsonOfKey.Mapping(schema.Doc, schema.Keys, ("kind", new JsonObject { ["const"] = schema.Kind, ["description"] = schema.Doc })))
            .Prepend(new JsonObject { ["enum"] = new JsonArray([.. schemas.Select(static schema => JsonValue.Create(schema.Kind))]) });
    }

    private static JsonObject None() => new() { ["const"] = FileKeys.None };

    private static JsonObject Requires(params string[] keys) => new() { ["required"] = new JsonArray([.. keys.Select(static key => JsonValue.Create(key))]) };
}
