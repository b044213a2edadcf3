using Microsoft.CodeAnalysis;

namespace Rsg.Dsl.CodeFixes;

/// <summary>What the attributes of Rsg.Runtime that stand on a class have.</summary>
internal static class OwnAttribute
{
    private const string Space = "Rsg";
    private const string Suffix = "Attribute";
    private const string LossSuffix = "Loss" + Suffix;

    /// <summary>Whether a class is one of the attributes of a model class.</summary>
    public static bool Is(INamedTypeSymbol type)
        => type is { ContainingNamespace: { Name: Space, ContainingNamespace.IsGlobalNamespace: true }, BaseType: { Name: nameof(Attribute), ContainingNamespace.Name: nameof(System) } }
            && type.GetAttributes().Any(static usage => usage.AttributeClass?.Name == nameof(AttributeUsageAttribute)
                && usage.ConstructorArguments is [{ Value: (int)AttributeTargets.Class }]);

    /// <summary>All of them, of the library that has one.</summary>
    public static IEnumerable<INamedTypeSymbol> All(INamedTypeSymbol type) => type.ContainingNamespace.GetTypeMembers().Where(Is);

    /// <summary>The parameters that it takes by name.</summary>
    public static IEnumerable<string> ParametersOf(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(static property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
        .Select(static property => property.Name);

    /// <summary>Whether it is one of the losses, of which a model has one.</summary>
    public static bool IsLoss(INamedTypeSymbol type) => type.Name.EndsWith(LossSuffix, StringComparison.Ordinal);

    /// <summary>The name as it is written between brackets.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.Name.Substring(0, type.Name.Length - Suffix.Length);
}
