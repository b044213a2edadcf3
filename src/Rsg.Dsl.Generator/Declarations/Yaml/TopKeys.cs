using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Holds keys at the top of a file, or of a value of its matrix, against those that may stand there.</summary>
internal static class TopKeys
{
    /// <summary>The entries; a misspelt key that is said stands for the one that is meant, so that nothing else is said to be missing.</summary>
    public static EquatableArray<Entry> Read(EquatableArray<Entry> written, string where, IReadOnlyList<string> known, List<DiagnosticInfo> diagnostics)
    {
        var entries = new List<Entry>();
        foreach (var entry in written)
        {
            if (known.Contains(entry.Key))
            {
                entries.Add(entry);
                continue;
            }

            var owner = SectionSchemas.OwnerOf(entry.Key);
            var hint = owner is null ? NearestName.Hint(entry.Key, known) : $" That is a key of '{owner.Section}'.";
            diagnostics.Add(DiagnosticInfo.At(entry.KeySpan, DiagnosticDescriptors.UnknownKey, where, QuotedText.Of(entry.Key), hint, string.Join(", ", known)));
            if (owner is null && NearestName.Find(entry.Key, known) is { } meant && written.All(other => other.Key != meant) && entries.TrueForAll(other => other.Key != meant))
            {
                entries.Add(entry with { Key = meant });
            }
        }

        return entries.ToEquatableArray();
    }
}
