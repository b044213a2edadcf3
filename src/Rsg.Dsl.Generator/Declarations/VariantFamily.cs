using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>The models that a file with a matrix declares: what tells them apart, and where.</summary>
/// <param name="Namespace">The namespace of all.</param>
/// <param name="Name">The name that theirs begin with; that of the class which lists them.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Axes">What they differ in.</param>
/// <param name="Variants">The models, the last axis changing fastest.</param>
/// <param name="Seeds">The seeds with which each is to be trained.</param>
internal sealed record VariantFamily(
    string Namespace, string Name, SourceSpan NameSpan, EquatableArray<VariantAxis> Axes, EquatableArray<Variant> Variants, EquatableArray<int> Seeds)
{
    /// <summary>The name with its namespace.</summary>
    public string FullName => FullNameOf(Name);

    /// <summary>Whether the one model has the name itself, because there is no axis that would tell models apart.</summary>
    public bool IsModel => Axes.Count == 0;

    public string FullNameOf(string name) => Namespace.Length == 0 ? name : $"{Namespace}.{name}";
}

/// <summary>Something in which variants differ.</summary>
internal sealed record VariantAxis(string Name, EquatableArray<VariantValue> Values);

/// <summary>A value of an axis.</summary>
/// <param name="Name">Its part of the names of variants.</param>
/// <param name="Span">Where it stands, with all that it says.</param>
internal sealed record VariantValue(string Name, SourceSpan Span);

/// <summary>A model of a file with a matrix.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Choices">For each axis, which of its values.</param>
internal sealed record Variant(string Name, EquatableArray<int> Choices);
