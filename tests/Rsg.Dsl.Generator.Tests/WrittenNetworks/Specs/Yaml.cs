namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>A piece of a model file, which tests build, change and interpret themselves.</summary>
internal abstract class Yaml
{
    public static implicit operator Yaml(string text) => new YamlText(text);

    public static implicit operator Yaml(int number) => new YamlText(Invariant(number));

    public static YamlList List(params IEnumerable<Yaml> items) => new([.. items]);

    public static YamlMap Map(params (string Key, Yaml Value)[] entries) => new([.. entries.Select(static entry => (new YamlText(entry.Key), entry.Value))]);

    /// <summary>One layer with what is said of it.</summary>
    public static YamlMap Layer(string name, params (string Key, Yaml Value)[] said) => Map((name, Map(said)));

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class YamlText(string text) : Yaml
{
    public string Text { get; set; } = text;

    /// <summary>Whether it is a name, which stands in quotes where YAML would read something else.</summary>
    public bool IsName { get; init; }
}

internal sealed class YamlList(List<Yaml> items) : Yaml
{
    public List<Yaml> Items { get; } = items;
}

internal sealed class YamlMap(List<(YamlText Key, Yaml Value)> entries) : Yaml
{
    public List<(YamlText Key, Yaml Value)> Entries { get; } = entries;

    public Yaml? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    public YamlMap With(string key, Yaml value)
    {
        Entries.Add((new YamlText(key) { IsName = true }, value));
        return this;
    }
}
