using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Declarations;

/// <summary>The class that a model becomes.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name, without an <c>@</c>.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="HiddenNames">
/// Short names of library types that mean something else where the class stands, because a type or namespace of the user's own has that
/// name; emitted code then uses the full name.
/// </param>
/// <param name="HasCaseTwin">Whether the project has a type whose full name differs from this one's only in upper and lower case.</param>
internal sealed record ModelType(string Namespace, string Name, string Accessibility, EquatableArray<string> HiddenNames, bool HasCaseTwin)
{
    /// <summary>Whether it cannot be made by itself, only derived from.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The name with its namespace.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>The name as it is written in code: with an <c>@</c> where it is a keyword, or may become one as every word of small letters may.</summary>
    public string Identifier
        => SyntaxFacts.GetKeywordKind(Name) != SyntaxKind.None || Name.All(static letter => letter is >= 'a' and <= 'z') ? "@" + Name : Name;
}
