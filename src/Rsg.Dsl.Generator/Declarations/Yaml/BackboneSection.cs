using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>What an attribute says in one place and a file under several keys: the network, its images, classes and head.</summary>
internal static class BackboneSection
{
    private static readonly string[] Sizes = [BackboneKeys.Channels.Name, BackboneKeys.Height.Name, BackboneKeys.Width.Name];

    /// <summary>The top keys of a file that belong to it.</summary>
    public static readonly IReadOnlyList<string> Keys = [SectionNames.Backbone, BackboneKeys.Classes.Name, FileKeys.Input.Name, BackboneKeys.Head.Name];

    /// <summary>The section, or <c>null</c> where no key of it was said.</summary>
    public static Section? Read(EquatableArray<Entry> entries, List<DiagnosticInfo> diagnostics)
    {
        var content = new List<Entry>();
        SourceSpan? place = null;
        foreach (var entry in entries)
        {
            // A network that the file writes out has these keys too, and misses them where they are not there.
            var isOurs = Keys.Contains(entry.Key) || entry.Key == SectionNames.Network;
            place = isOurs && (place is null || entry.Key == SectionNames.Backbone) ? entry.KeySpan : place;
            if (entry.Key == SectionNames.Backbone && entry.Value is not Value.Text)
            {
                diagnostics.Add(ValueWords.Unexpected(entry.Value, entry.Key, "the name of a network, as in 'resnet32'"));
            }
            else if (entry.Key == SectionNames.Backbone)
            {
                content.Add(entry with { Key = BackboneKeys.Name.Name });
            }
            else if (entry.Key == BackboneKeys.Head.Name)
            {
                content.Add(entry);
            }
            else if (entry.Key == BackboneKeys.Classes.Name)
            {
                content.Add(entry.Value is Value.List ? entry with { Key = BackboneKeys.ClassNames.Name } : entry);
            }
            else if (entry.Key == FileKeys.Input.Name)
            {
                content.AddRange(ReadInput(entry, diagnostics));
            }
        }

        return place is null ? null : new Section(SectionNames.Backbone, null, SectionNames.Backbone, place.Value, content.ToEquatableArray());
    }

    /// <summary>Channels, height and width of <c>input: [1, 64, 64]</c>.</summary>
    private static IEnumerable<Entry> ReadInput(Entry entry, List<DiagnosticInfo> diagnostics)
    {
        if (entry.Value is not Value.List sizes || sizes.Items.Count != Sizes.Length)
        {
            diagnostics.Add(ValueWords.Unexpected(entry.Value, entry.Key, "channels, height and width, as in [3, 32, 32]"));
            return [];
        }

        return Sizes.Select((size, i) => new Entry(size, $"{FileKeys.Input.Name} {size}", entry.KeySpan, sizes.Items[i]));
    }
}
