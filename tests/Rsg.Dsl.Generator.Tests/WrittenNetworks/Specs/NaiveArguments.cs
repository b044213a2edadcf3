using System.Globalization;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>What is said of one layer; a lone value stands for the layer's first key.</summary>
internal sealed class NaiveArguments(string layer, Yaml? said, Dictionary<string, int> values)
{
    private static readonly Dictionary<string, string> LoneKeys = new(StringComparer.Ordinal)
    {
        ["conv"] = "out",
        ["linear"] = "out",
        ["groupNorm"] = "groups",
        ["leakyRelu"] = "slope",
        ["elu"] = "alpha",
        ["maxPool"] = "kernel",
        ["avgPool"] = "kernel",
        ["adaptiveAvgPool"] = "size",
        ["adaptiveMaxPool"] = "size",
        ["dropout"] = "p",
        ["dropout2d"] = "p",
    };

    public bool Has(string key) => Find(key) is not null;

    public int Whole(string key, int usual) => Find(key) is { } value ? NaiveNumber.Of(value, values) : usual;

    public long[] Extent(string key, int usual) => Find(key) switch
    {
        null => [usual, usual],
        YamlList list => [.. list.Items.Select(item => (long)NaiveNumber.Of(item, values))],
        { } value => [NaiveNumber.Of(value, values), NaiveNumber.Of(value, values)],
    };

    public double Real(string key, double usual) => Find(key) is YamlText value ? double.Parse(value.Text, CultureInfo.InvariantCulture) : usual;

    public bool Flag(string key, bool usual) => Find(key) is YamlText value ? value.Text == "true" : usual;

    public string? Word(string key) => (Find(key) as YamlText)?.Text;

    private Yaml? Find(string key) => said is YamlMap map ? map[key] : LoneKeys.GetValueOrDefault(layer) == key ? said : null;
}
