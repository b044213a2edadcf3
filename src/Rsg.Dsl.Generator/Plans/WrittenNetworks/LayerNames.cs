using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Gives the state of each layer a name: the one that was said, or its kind with a number, <c>conv1</c>, <c>conv2</c>.</summary>
/// <param name="prefix">The names of what the layers stand in, each with a dot behind it.</param>
internal sealed class LayerNames(string prefix)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The part that the layers stand in.</summary>
    public string Part => prefix.TrimEnd('.');

    /// <summary>Names for the layers of a part in this one; a second part of that name gets a number.</summary>
    public LayerNames Inside(string name) => new($"{prefix}{Take(name)}.");

    public string Next(string kind)
    {
        for (var i = 1; ; i++)
        {
            var name = kind + Invariant.Text(i);
            if (taken.Add(name))
            {
                return prefix + name;
            }
        }
    }

    /// <summary>A fixed name; with a number where a layer has it already.</summary>
    public string Claim(string name) => prefix + Take(name);

    /// <summary>The name that was said, or the next one.</summary>
    public string Said(Entry? said, string kind, NetworkProblems problems)
    {
        if (said is null)
        {
            return Next(kind);
        }

        if (said.Value is not Value.Text { Content: var name } || !IsName(name))
        {
            problems.WrongSort(said.Value, "A name", "letters, digits and underscores, starting with a letter");
            return Next(kind);
        }

        if (!taken.Add(name))
        {
            problems.Add(said.Value.Span, DiagnosticDescriptors.NameStandsTwice, "layer", QuotedText.Of(name), "another layer beside it");
            return Next(kind);
        }

        return prefix + name;
    }

    /// <summary>Whether a name can stand in code and in the names of weights.</summary>
    public static bool IsName(string name)
        => name.Length is > 0 and <= 64 && IsLetter(name[0]) && name.All(static letter => IsLetter(letter) || letter is '_' or (>= '0' and <= '9'));

    private string Take(string name)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = $"{name}_{Invariant.Text(i)}";
        }

        return free;
    }

    private static bool IsLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
