using System.Text.Json;
using System.Text.Json.Nodes;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>docs/schema/rsg.schema.json, by which editors complete and explain model files, says what the table of keys says.</summary>
public class EditorSchemaTests
{
    private static readonly string[] Path = ["docs", "schema", "rsg.schema.json"];

    [Fact]
    public void The_committed_file_is_what_the_table_gives() => WrittenFile.Verify(Repository.Locate(Path), EditorSchema.Write());

    [Fact]
    public void Every_key_of_a_file_is_described()
    {
        var properties = Committed()["properties"]!.AsObject();

        Assert.Equal(FileKeys.All.Select(static key => key.Name), properties.Select(static property => property.Key));
        Assert.All(properties, static property => Assert.EndsWith(".", property.Value!["description"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(BackboneCatalogue.Names, properties["backbone"]!["enum"]!.AsArray().Select(static name => name!.GetValue<string>()));
    }

    /// <summary>Every part that is a mapping in a file.</summary>
    public static TheoryData<string, string?> Parts
    {
        get
        {
            var parts = new TheoryData<string, string?>();
            foreach (var schema in SectionSchemas.All.Where(static schema => schema != SectionSchemas.Backbone && schema != SectionSchemas.Recipe))
            {
                parts.Add(schema.Section, schema.Kind);
            }

            return parts;
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_key_of_a_part_is_described_and_no_other_is_allowed(string section, string? kind)
    {
        var schema = SectionSchemas.Find(section, kind)!;
        var part = Committed()["properties"]![section]!;
        if (kind is not null)
        {
            Assert.Contains(kind, part["anyOf"]![0]!["enum"]!.AsArray().Select(static name => name!.GetValue<string>()));
            part = Assert.Single(part["anyOf"]!.AsArray(), option => option!["properties"]?["kind"]!["const"]!.GetValue<string>() == kind)!;
        }

        else if (part["anyOf"] is { } options)
        {
            // A part that may be left out by a word.
            part = Assert.Single(options.AsArray(), static option => option!["properties"] is not null)!;
        }

        var properties = part["properties"]!.AsObject();
        Assert.False(part["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(schema.Keys.Select(static key => key.Name), properties.Select(static property => property.Key).Where(static name => name != "kind"));
        Assert.All(schema.Keys, key =>
        {
            var said = properties[key.Name]!;
            Assert.StartsWith(key.Doc, said["description"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(key.Default ?? double.NaN, said["default"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : double.NaN);
            Assert.Equal(key.Range is { IncludesMinimum: true } range ? range.Minimum : double.NaN, (said["minimum"] ?? said["items"]?["minimum"])?.GetValue<double>() ?? double.NaN);
        });
    }

    [Fact]
    public void Every_layer_and_every_key_of_it_is_described()
    {
        var layers = Committed()["definitions"]!["layer"]!["anyOf"]![2]!["properties"]!.AsObject();

        Assert.Equal(OpCatalogue.All.Select(static op => op.Name).Append("branches"), layers.Select(static layer => layer.Key));
        Assert.All(OpCatalogue.All, op =>
        {
            var layer = layers[op.Name]!;
            Assert.Equal(op.Doc, layer["description"]!.GetValue<string>());

            var keys = (layer["anyOf"]?[0] ?? layer)["properties"]!.AsObject();
            Assert.Equal(op.Keys.Select(static key => key.Name), keys.Select(static key => key.Key).Take(op.Keys.Count));
            Assert.Equal(op.StateName.Length > 0, keys.ContainsKey("name"));
            Assert.All(op.Keys, key => Assert.StartsWith(key.Doc, keys[key.Name]!["description"]!.GetValue<string>(), StringComparison.Ordinal));
        });
    }

    private static JsonNode Committed() => JsonNode.Parse(DiagnosticPage.Read(Path))!;
}
