using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>
/// One part of a declaration, as it was said: an attribute on a class, or a mapping in a file.
/// Only what was written is in it; defaults come later, with the plan.
/// </summary>
/// <param name="Name">Which part: see <see cref="SectionNames"/>.</param>
/// <param name="Kind">The variant, where a part has several: <c>ldam</c> for a loss.</param>
/// <param name="Written">The part as its author sees it, for messages: <c>[LdamLoss]</c>, <c>loss: ldam</c>.</param>
/// <param name="Span">Where the part stands.</param>
/// <param name="Entries">What it says.</param>
internal sealed record Section(string Name, string? Kind, string Written, SourceSpan Span, EquatableArray<Entry> Entries)
{
    /// <summary>Where the kind stands; the whole part, where that alone says which kind it is.</summary>
    public SourceSpan KindSpan { get; init; } = Span;

    public Entry? Find(string key) => Entries.Find(key);
}
