using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Whether a text of a file can be a name in C#: the only way by which such a text becomes code other than in quotes.</summary>
internal static class ClassName
{
    /// <summary>Why a text cannot be the name of a class, or <c>null</c> where it can.</summary>
    public static string? Refuse(string name)
    {
        if (name.Length > Limits.NameCharacters)
        {
            return $"is longer than {Invariant.Text(Limits.NameCharacters)} letters";
        }

        if (name.Length == 0 || char.IsDigit(name[0]) || !name.All(IsLetterOrDigit))
        {
            return "is not made of letters, digits and '_', with no digit first";
        }

        var isKeyword = SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
        return isKeyword ? "is a keyword of C#" : null;
    }

    /// <summary>Why a text cannot stand at the end of a name, or <c>null</c> where it can.</summary>
    public static string? RefusePart(string name)
        => name.Length > Limits.NameCharacters ? $"is longer than {Invariant.Text(Limits.NameCharacters)} letters"
            : name.Length == 0 || !name.All(IsLetterOrDigit) ? "is not made of letters, digits and '_'"
            : null;

    /// <summary>Why a text cannot be a namespace, or <c>null</c> where it can.</summary>
    public static string? RefuseNamespace(string name)
        => name.Length > Limits.NameCharacters
            ? $"is longer than {Invariant.Text(Limits.NameCharacters)} letters"
            : name.Split('.').Select(static part => Refuse(part) is { } reason ? $"has the part '{QuotedText.Of(part)}', which {reason}" : null).FirstOrDefault(static reason => reason is not null);

    // Fewer than C# takes: it also allows characters that nobody sees.
    private static bool IsLetterOrDigit(char character) => character == '_' || char.GetUnicodeCategory(character) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
