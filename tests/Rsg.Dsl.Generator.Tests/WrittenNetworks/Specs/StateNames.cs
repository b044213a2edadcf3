namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>The names of weights: the one that was said, or the layer's kind with the next number that is free.</summary>
internal sealed class StateNames(string prefix)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public string Said(Yaml? said, string kind) => (said as YamlMap)?["name"] is YamlText name ? Claim(name.Text) : prefix + Free(i => $"{kind}{i}");

    public string Claim(string name) => prefix + Free(i => i == 1 ? (FormattableString)$"{name}" : $"{name}_{i}");

    /// <summary>The names in a path.</summary>
    public StateNames Inside(string path) => new(Claim(path) + ".");

    private string Free(Func<int, FormattableString> name)
    {
        for (var i = 1; ; i++)
        {
            if (taken.Add(FormattableString.Invariant(name(i))))
            {
                return FormattableString.Invariant(name(i));
            }
        }
    }
}
