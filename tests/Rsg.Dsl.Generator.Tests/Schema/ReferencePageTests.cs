using Rsg.Dsl.Declarations;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>docs/attributes.md and docs/yaml.md say of every key what the table says.</summary>
public class ReferencePageTests
{
    private static readonly string Attributes = DiagnosticPage.Read("docs", "attributes.md");
    private static readonly string Files = DiagnosticPage.Read("docs", "yaml.md");

    public static TheoryData<string> Parts => [.. SectionSchemas.All.Select(static schema => schema.Attribute)];

    public static TheoryData<string> ClassAttributes => [.. AttributeNames.All.Select(static schema => schema.Attribute)];

    [Theory]
    [MemberData(nameof(ClassAttributes))]
    public void The_attributes_are_documented_key_by_key(string attribute)
    {
        var schema = AttributeNames.All.Single(schema => schema.Attribute == attribute);
        var wording = new AttributeWording();

        Assert.Equal(schema.Keys.Select(key => Row(key, wording.Key(key), word => $"`{wording.KeyIsWord(key, word)}`")), Rows(Attributes, $"[{attribute}"));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void The_parts_of_a_file_are_documented_key_by_key(string attribute)
    {
        var schema = SectionSchemas.All.Single(schema => schema.Attribute == attribute);
        if (schema == SectionSchemas.Backbone)
        {
            // In a file its keys stand at the top.
            var top = Files.Split('\n').SkipWhile(static line => line != "## The top of the file").Skip(1).TakeWhile(static line => !line.StartsWith('#'));
            Assert.Equal(
                FileKeys.All.Select(static key => $"| `{key.Name}`"),
                top.Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line[..line.IndexOf(" |", StringComparison.Ordinal)]));
            return;
        }

        Assert.Equal(schema.Keys.Select(static key => Row(key, key.Name, static word => $"`{word}`")), Rows(Files, schema.Kind is null ? schema.Section : $"{schema.Section}: {schema.Kind}"));
    }

    [Fact]
    public void The_page_of_the_layers_is_what_the_catalogue_gives() => WrittenFile.Verify(Repository.Locate("docs", "layers.md"), LayerReference.Write());

    [Fact]
    public void The_page_of_the_recipes_is_what_the_catalogue_gives() => WrittenFile.Verify(Repository.Locate("docs", "recipes.md"), RecipePage.Write());

    [Fact]
    public void The_keys_of_an_own_network_are_documented()
        => Assert.Equal(
            NetworkFileKeys.OfNetwork.Concat(NetworkFileKeys.OfStage).Concat(NetworkFileKeys.OfBlock).Concat(NetworkFileKeys.OfBranches).Concat(NetworkFileKeys.OfUse).Select(static key => $"| `{key.Name}` | {key.Doc} |"),
            Files.Split('\n').SkipWhile(static line => line != "## A network of one's own").Where(static line => line.StartsWith("| `", StringComparison.Ordinal)));

    /// <summary>The rows of the tables under the heading that begins with a name, without their last cell, which is prose.</summary>
    private static IEnumerable<string> Rows(string page, string name)
    {
        var section = page.Split('\n').SkipWhile(line => !line.TrimStart('#').StartsWith(" `" + name, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(section);
        return section
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith('#'))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => string.Join(" |", line.Split(" |")[..3]));
    }

    private static string Row(Key key, string name, Func<string, string> word) => $"| `{name}` | {KeyText.Values(key, word)} | {KeyText.Default(key, word)}".TrimEnd();
}
