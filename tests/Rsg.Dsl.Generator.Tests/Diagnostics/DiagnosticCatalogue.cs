using System.Reflection;
using Microsoft.CodeAnalysis;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Every descriptor of the generator, in order of ID.</summary>
internal static class DiagnosticCatalogue
{
    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        .. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];
}
