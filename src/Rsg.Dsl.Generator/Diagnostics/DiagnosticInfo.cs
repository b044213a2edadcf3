using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Diagnostics;

/// <summary>A diagnostic to be: comparable by value, which <see cref="Diagnostic"/> is not.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SourceSpan? Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo At(SourceSpan? span, DiagnosticDescriptor descriptor, params string[] arguments)
        => new(descriptor, span, new(arguments));

    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic(Compilation compilation) => Create(Span?.ToLocation(compilation) ?? Location.None);

    /// <summary>The diagnostic where no place is known.</summary>
    public Diagnostic WithoutPlace() => Create(Location.None);

    private Diagnostic Create(Location place) => Diagnostic.Create(Descriptor, place, [.. Arguments]);
}
