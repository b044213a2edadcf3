using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads a section that an attribute says too: <c>loss: ldam</c>, <c>rsg: { stage: 2 }</c>. The keys are those of its table.</summary>
internal static class SectionContent
{
    private const string Kind = "kind";

    /// <summary>The section, or <c>null</c> where it cannot be told which one is meant.</summary>
    public static Section? Read(Entry entry, List<DiagnosticInfo> diagnostics)
    {
        var schemas = SectionSchemas.All.Where(schema => schema.Section == entry.Key).ToList();
        var hasKinds = schemas.Any(static schema => schema.Kind is not null);
        if (hasKinds && entry.Value is Value.Text)
        {
            return FindSchema(schemas, entry.Value, diagnostics) is { } named
                ? new Section(entry.Key, named.Kind, $"{entry.Key}: {named.Kind}", entry.KeySpan, [])
                : null;
        }

        if (ValueWords.Map(entry, diagnostics) is not { } map)
        {
            return null;
        }

        var schema = schemas[0];
        if (hasKinds)
        {
            if (map.Entries.FirstOrDefault(static said => said.Key == Kind) is not { } kind)
            {
                var all = string.Join(", ", schemas.Select(static schema => schema.Kind));
                diagnostics.Add(DiagnosticInfo.At(entry.KeySpan, DiagnosticDescriptors.KeyMissing, Kind, $"say which {entry.Key} it is: {all}"));
                return null;
            }

            if (FindSchema(schemas, kind.Value, diagnostics) is not { } named)
            {
                return null;
            }

            schema = named;
        }

        var content = map.Entries.Where(said => !hasKinds || said.Key != Kind).ToEquatableArray();
        CheckKeys(content, schema, hasKinds, diagnostics);
        return new Section(entry.Key, schema.Kind, hasKinds ? $"{entry.Key}: {schema.Kind}" : entry.Key, entry.KeySpan, content);
    }

    private static SectionSchema? FindSchema(List<SectionSchema> schemas, Value kind, List<DiagnosticInfo> diagnostics)
    {
        var section = schemas[0].Section;
        if (kind is not Value.Text text)
        {
            diagnostics.Add(ValueWords.Unexpected(kind, Kind, $"the name of a {section}"));
            return null;
        }

        var found = schemas.FirstOrDefault(schema => schema.Kind == text.Content);
        if (found is null)
        {
            var known = schemas.Select(static schema => schema.Kind!).ToList();
            diagnostics.Add(DiagnosticInfo.At(
                kind.Span, DiagnosticDescriptors.UnknownKind, section, QuotedText.Of(text.Content), NearestName.Hint(text.Content, known), string.Join(", ", known)));
        }

        return found;
    }

    private static void CheckKeys(EquatableArray<Entry> content, SectionSchema schema, bool hasKinds, List<DiagnosticInfo> diagnostics)
    {
        var known = schema.Keys.Select(static key => key.Name).ToList();
        foreach (var said in content)
        {
            if (!known.Contains(said.Key))
            {
                var all = hasKinds ? known.Prepend(Kind) : known;
                diagnostics.Add(DiagnosticInfo.At(
                    said.KeySpan, DiagnosticDescriptors.UnknownKey, $"'{schema.Kind ?? schema.Section}'", QuotedText.Of(said.Key), NearestName.Hint(said.Key, known), string.Join(", ", all)));
            }
        }
    }
}
