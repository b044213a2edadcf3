using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads a section that an attribute says too: <c>loss: ldam</c>, <c>rsg: { stage: 2 }</c>. Which kinds and keys there are is judged later.</summary>
internal static class SectionContent
{
    /// <summary>The section, or <c>null</c> where it is of another sort.</summary>
    public static Section? Read(Entry entry, List<DiagnosticInfo> diagnostics)
    {
        var hasKinds = SectionSchemas.KindsOf(entry.Key).Count > 0;
        if (hasKinds && entry.Value is Value.Text name)
        {
            return Of(entry, name, []);
        }

        if (ValueWords.Map(entry, diagnostics) is not { } map)
        {
            return null;
        }

        if (!hasKinds || map.Entries.FirstOrDefault(static said => said.Key == FileKeys.Kind) is not { } kind)
        {
            return Of(entry, null, map.Entries);
        }

        if (kind.Value is not Value.Text text)
        {
            diagnostics.Add(ValueWords.Unexpected(kind.Value, FileKeys.Kind, $"the name of a {entry.Key}"));
            return null;
        }

        return Of(entry, text, map.Entries.Where(static said => said.Key != FileKeys.Kind).ToEquatableArray());
    }

    private static Section Of(Entry entry, Value.Text? kind, EquatableArray<Entry> content)
        => new(entry.Key, kind?.Content, kind is null ? entry.Key : $"{entry.Key}: {QuotedText.Of(kind.Content)}", entry.KeySpan, content)
        {
            KindSpan = kind?.Span ?? entry.KeySpan,
        };
}
