using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Rsg.Dsl.Plans;

/// <summary>A class that has a name.</summary>
/// <param name="Name">The name as it was given: <c>hot dog</c>.</param>
/// <param name="Identifier">The member of the label enumeration: <c>HotDog</c>.</param>
internal sealed record ClassLabel(string Name, string Identifier)
{
    /// <summary>The longest name; far below what the compiler's metadata holds, far above what a person would read.</summary>
    public const int Longest = 200;

    /// <summary>The letters and digits of a name, each word with a capital, behind an underscore where it begins with a digit; <c>null</c> where they make no identifier.</summary>
    public static ClassLabel? Of(string name)
    {
        var identifier = new StringBuilder();
        var startsWord = true;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character) || (!startsWord && IsMark(character)))
            {
                identifier.Append(startsWord ? char.ToUpperInvariant(character) : character);
                startsWord = false;
            }
            else
            {
                startsWord = true;
            }
        }

        // C# lets no name begin with a digit; "0" to "9" are good names for classes all the same.
        if (identifier.Length > 0 && char.IsDigit(identifier[0]))
        {
            identifier.Insert(0, '_');
        }

        return name.Length <= Longest && SyntaxFacts.IsValidIdentifier(identifier.ToString()) ? new ClassLabel(name, identifier.ToString()) : null;
    }

    /// <summary>Whether a character belongs to the letter before it, as an accent does.</summary>
    private static bool IsMark(char character)
        => char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
