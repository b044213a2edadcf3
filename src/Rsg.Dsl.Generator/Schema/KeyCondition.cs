using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>That a key means something only beside some words of another key of its part: milestones beside a schedule that has them.</summary>
/// <param name="Other">The other key.</param>
/// <param name="Words">Its words, in camelCase.</param>
internal sealed record KeyCondition(Key Other, EquatableArray<string> Words)
{
    /// <param name="word">What the other key says, in the words of either form; <c>null</c> for its default.</param>
    public bool Allows(string? word) => Words.Contains(word ?? Other.DefaultWord!, StringComparer.OrdinalIgnoreCase);
}
