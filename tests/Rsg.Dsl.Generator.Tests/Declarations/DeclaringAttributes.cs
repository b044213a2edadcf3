using System.Reflection;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>The runtime's attributes of a class that declare a model.</summary>
internal static class DeclaringAttributes
{
    public static readonly IReadOnlyList<Type> All =
    [
        .. typeof(BackboneAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.Namespace == nameof(Rsg) && type.GetCustomAttribute<AttributeUsageAttribute>() is { ValidOn: AttributeTargets.Class })
            .OrderBy(static type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The attribute of a short name: <c>Train</c>.</summary>
    public static Type Get(string name) => All.Single(type => type.Name == name + "Attribute");

    /// <summary>An attribute as it is when nothing is said.</summary>
    public static object Create(Type attribute) => attribute.GetConstructor([typeof(string)]) is { } named ? named.Invoke([""]) : Activator.CreateInstance(attribute)!;
}
