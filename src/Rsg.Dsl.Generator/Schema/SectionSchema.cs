using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What one part of a declaration can say.</summary>
/// <param name="Section">The part: see <see cref="SectionNames"/>.</param>
/// <param name="Kind">Its variant, where a part has several: <c>ldam</c> for a loss.</param>
/// <param name="Attribute">The attribute that says it, without <c>Attribute</c>: <c>LdamLoss</c>.</param>
/// <param name="Doc">What it is, in one plain sentence.</param>
/// <param name="Keys">What can be said in it.</param>
internal sealed record SectionSchema(string Section, string? Kind, string Attribute, string Doc, EquatableArray<Key> Keys)
{
    /// <summary>The full name of the attribute's class.</summary>
    public string MetadataName => $"Rsg.{Attribute}Attribute";
}
