using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>The names that a file gives.</summary>
/// <param name="Name">The class, if the file names one that can be.</param>
/// <param name="Namespace">Its namespace, if the file names one that can be.</param>
/// <param name="Start">Where the file begins.</param>
internal sealed record FileNames(Value.Text? Name, Value.Text? Namespace, SourceSpan Start)
{
    /// <summary>Where the name stands.</summary>
    public SourceSpan NameSpan => Name?.Span ?? Start;

    /// <summary>The declaration of one class of the file.</summary>
    /// <param name="name">The class.</param>
    /// <param name="entries">What is said of it.</param>
    /// <param name="isWhole">Whether all of that could be read.</param>
    /// <param name="diagnostics">Takes every problem.</param>
    public ModelDeclaration Declare(string name, EquatableArray<Entry> entries, bool isWhole, List<DiagnosticInfo> diagnostics)
    {
        var reader = new ModelSections(Start, isWhole, diagnostics);
        var sections = reader.Read(entries);
        return new ModelDeclaration(Namespace?.Content ?? "", name, NameSpan, sections, new FileWording(), IsBroken: !reader.IsWhole, TypeFacts.None)
        {
            NamespaceSpan = Namespace?.Span,
        };
    }
}
