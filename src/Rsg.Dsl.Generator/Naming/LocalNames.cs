using Microsoft.CodeAnalysis.CSharp;

namespace Rsg.Dsl.Naming;

/// <summary>Gives each local variable of a method a name of its own.</summary>
internal sealed class LocalNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.Ordinal);

    public string Take(string name) => Take(name, taken);

    /// <summary>The name, or the name with the first number that is free; C# reads it as an identifier even where it is a keyword.</summary>
    public static string Take(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = $"{name}_{Invariant.Text(i)}";
        }

        return SyntaxFacts.GetKeywordKind(free) == SyntaxKind.None ? free : "@" + free;
    }
}
