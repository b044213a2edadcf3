using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>An axis of a matrix.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values, in order.</param>
internal sealed record Axis(string Name, IReadOnlyList<AxisValue> Values);

/// <summary>A value of an axis.</summary>
/// <param name="Name">Its name, which becomes a part of the names of variants.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Span">Where it stands with all that it says.</param>
/// <param name="Overlay">What it says: keys of the file.</param>
/// <param name="IsWhole">Whether all that it says could be read.</param>
internal sealed record AxisValue(string Name, SourceSpan Place, SourceSpan Span, EquatableArray<Entry> Overlay, bool IsWhole);
