using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Holds every part of a declaration against the table of keys, so that the planners meet only keys and values that can be.</summary>
internal static class SectionCheck
{
    private const string Kind = "kind";

    public static void Report(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        foreach (var section in declaration.Sections)
        {
            if (SectionSchemas.Find(section.Name, section.Kind) is { } schema)
            {
                CheckEntries(section, schema, declaration.Wording, diagnostics);
            }
            else if (SectionSchemas.KindsOf(section.Name) is { Count: > 0 } kinds)
            {
                ReportKind(section, kinds, diagnostics);
            }
        }
    }

    private static void CheckEntries(Section section, SectionSchema schema, Wording wording, List<DiagnosticInfo> diagnostics)
    {
        foreach (var entry in section.Entries)
        {
            if (schema.Keys.FirstOrDefault(key => key.Name == entry.Key) is { } key)
            {
                diagnostics.AddRange(ValueCheck.Find(key, entry, wording));
            }
            else
            {
                // Only a file gets here: of an attribute, the compiler knows the properties.
                var names = schema.Keys.Select(static key => key.Name).ToList();
                diagnostics.Add(DiagnosticInfo.At(
                    entry.KeySpan,
                    DiagnosticDescriptors.UnknownKey,
                    $"'{schema.Kind ?? schema.Section}'",
                    QuotedText.Of(entry.Written),
                    Hint(entry, names, wording),
                    string.Join(", ", schema.Kind is null ? names : names.Prepend(Kind))));
            }
        }
    }

    /// <summary>The part that has the key, where another one has it, or else the nearest key of this one.</summary>
    private static string Hint(Entry entry, List<string> names, Wording wording)
    {
        var owner = SectionSchemas.All.FirstOrDefault(schema => schema.Keys.Any(key => key.Name == entry.Key));
        return owner is null ? NearestName.Hint(entry.Written, names) : $" That is a key of '{wording.Part(owner)}'.";
    }

    private static void ReportKind(Section section, IReadOnlyList<string> kinds, List<DiagnosticInfo> diagnostics)
    {
        var all = string.Join(", ", kinds);
        diagnostics.Add(section.Kind is { } kind
            ? DiagnosticInfo.At(section.KindSpan, DiagnosticDescriptors.UnknownKind, section.Name, QuotedText.Of(kind), NearestName.Hint(kind, kinds), all)
            : DiagnosticInfo.At(section.Span, DiagnosticDescriptors.KeyMissing, Kind, $"say which {section.Name} it is: {all}"));
    }
}
