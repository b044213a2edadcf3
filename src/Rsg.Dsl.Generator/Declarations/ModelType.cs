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
internal sealed record ModelType(string Namespace, string Name, string Accessibility, EquatableArray<string> HiddenNames)
{
    /// <summary>The name as it is written in code.</summary>
    public string Identifier
        => SyntaxFacts.GetKeywordKind(Name) != SyntaxKind.None ? "@" + Name : Name;

    /// <summary>The first part of the names of the generated files.</summary>
    public string HintName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
