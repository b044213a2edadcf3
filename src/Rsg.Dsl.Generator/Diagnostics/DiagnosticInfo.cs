using System.Globalization;
using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Diagnostics;

/// <summary>A diagnostic to be: comparable by value, which <see cref="Diagnostic"/> is not.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SourceSpan? Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo At(SourceSpan? span, DiagnosticDescriptor descriptor, params string[] arguments)
        => new(descriptor, span, new(arguments));

    /// <summary>Of which variants of a file this is so, where not of all: <c>Where cut is First</c>.</summary>
    public string? Where { get; init; }

    /// <summary>What an editor can do about it, in C#; <see langword="null"/> where only its author can.</summary>
    public Remedy? Remedy { get; init; }

    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic(Compilation compilation) => Create(Span?.ToLocation(compilation) ?? Location.None);

    /// <summary>The diagnostic where no place is known.</summary>
    public Diagnostic WithoutPlace() => Create(Location.None);

    private Diagnostic Create(Location place)
    {
        var plain = Diagnostic.Create(Descriptor, place, [.. Arguments]);
        return Where is null ? plain : Diagnostic.Create(
            plain.Id,
            Descriptor.Category,
            $"{Where}: {plain.GetMessage(CultureInfo.InvariantCulture)}",
            plain.Severity,
            plain.DefaultSeverity,
            Descriptor.IsEnabledByDefault,
            plain.WarningLevel,
            Descriptor.Title,
            Descriptor.Description,
            Descriptor.HelpLinkUri,
            place);
    }
}
