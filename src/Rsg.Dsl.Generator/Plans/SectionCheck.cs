using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Holds every part of a declaration against the table of keys, so that the planners meet only keys and values that can be.</summary>
internal static class SectionCheck
{
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
                ReportKind(section, kinds, declaration.Wording, diagnostics);
            }
        }
    }

    /// <summary>
    /// The declaration with the keys that were meant in place of misspelt ones, which <see cref="Report"/> has named: what a misspelt key
    /// says is not said to be missing as well.
    /// </summary>
    public static ModelDeclaration Repair(ModelDeclaration declaration)
        => declaration with { Sections = declaration.Sections.Select(Repair).ToEquatableArray() };

    private static Section Repair(Section section)
    {
        if (SectionSchemas.Find(section.Name, section.Kind) is not { } schema)
        {
            return section;
        }

        var names = schema.Keys.Select(static key => key.Name).ToList();
        return section with { Entries = section.Entries.Select(Meant).ToEquatableArray() };

        Entry Meant(Entry entry)
            => !names.Contains(entry.Key) && NearestName.Find(entry.Key, names) is { } name && section.Find(name) is null ? entry with { Key = name } : entry;
    }

    /// <summary>Reports the keys that mean nothing beside what another key of their part says, or is where nothing is said.</summary>
    public static void ReportKeysOfOthers(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        var wording = declaration.Wording;
        foreach (var section in declaration.Sections)
        {
            var reader = new SectionReader(section, wording);
            foreach (var key in SectionSchemas.Find(section.Name, section.Kind)?.Keys ?? [])
            {
                if (key.Condition is not { } condition || !reader.Has(key) || (reader.Has(condition.Other) && reader.Text(condition.Other) is null))
                {
                    continue;
                }

                var word = reader.Text(condition.Other);
                if (!condition.Allows(word))
                {
                    diagnostics.Add(DiagnosticInfo.At(
                        reader.SpanOf(key),
                        DiagnosticDescriptors.KeyOfOther,
                        wording.Key(key),
                        string.Join(" and ", condition.Words.Select(other => wording.KeyIsWord(condition.Other, other))),
                        wording.KeyIsWord(condition.Other, word ?? condition.Other.DefaultWord!)) with
                    {
                        Remedy = new(RemedyKind.RemoveArgument, wording.Key(key)),
                    });
                }
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
                    string.Join(", ", schema.Kind is null ? names : names.Prepend(FileKeys.Kind))));
            }
        }
    }

    /// <summary>The part that has the key, where another one has it, or else the nearest key of this one.</summary>
    private static string Hint(Entry entry, List<string> names, Wording wording)
        => SectionSchemas.OwnerOf(entry.Key) is { } owner ? $" That is a key of '{wording.Part(owner)}'." : NearestName.Hint(entry.Written, names);

    private static void ReportKind(Section section, IReadOnlyList<string> kinds, Wording wording, List<DiagnosticInfo> diagnostics)
    {
        var all = string.Join(", ", kinds);

        // The word for no part at all is no kind of it: to whom has written it as one, it is not named again.
        var known = section.Entries.Count == 0 && wording.None is { } none && none != section.Kind && FileKeys.CanBeNone.Contains(section.Name) ? kinds.Append(none).ToList() : [.. kinds];
        if (section.Kind is null && section.Entries.FirstOrDefault(static entry => NearestName.Find(entry.Key, [FileKeys.Kind]) is not null) is { } misspelt)
        {
            diagnostics.Add(DiagnosticInfo.At(
                misspelt.KeySpan, DiagnosticDescriptors.UnknownKey, $"'{section.Name}'", QuotedText.Of(misspelt.Written), NearestName.Hint(misspelt.Key, [FileKeys.Kind]), FileKeys.Kind));
            return;
        }

        diagnostics.Add(section.Kind is { } kind
            ? DiagnosticInfo.At(section.KindSpan, DiagnosticDescriptors.UnknownKind, section.Name, QuotedText.Of(kind), NearestName.Hint(kind, known), string.Join(", ", known))
            : DiagnosticInfo.At(section.Span, DiagnosticDescriptors.KeyMissing, FileKeys.Kind, $"say which {section.Name} it is: {all}"));
    }
}
