using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>
/// Lays what one part of a file says over what another says. Mappings are merged key by key, and anything else takes the place of what
/// was there; so does a loss of another kind, with all its keys. A key that says the same as another one in its own way takes that one's place.
/// </summary>
internal static class Overlay
{
    private static readonly string[] Networks = [SectionNames.Backbone, SectionNames.Network];
    private static readonly string[] Cuts = [RsgKeys.Stage.Name, RsgKeys.After.Name, RsgKeys.Before.Name];
    private static readonly string[] Starts = [DeferralKeys.FromEpoch.Name, DeferralKeys.Deferred.Name];

    /// <summary>The keys of a file with those of a value of a matrix over them.</summary>
    public static EquatableArray<Entry> Lay(EquatableArray<Entry> below, EquatableArray<Entry> above) => new Layers(null).LayTop(below, above);

    /// <summary>The keys of a value of a matrix with those of a value of another axis, which must not disagree.</summary>
    /// <param name="first">The keys of one.</param>
    /// <param name="second">The keys of the other.</param>
    /// <param name="disagree">Takes what stands in both, and differs.</param>
    public static EquatableArray<Entry> Join(EquatableArray<Entry> first, EquatableArray<Entry> second, Action<Entry, Entry> disagree)
        => new Layers(disagree).LayTop(first, second);

    /// <summary>Whether two values say the same, wherever they stand.</summary>
    private static bool AreEqual(Value left, Value right) => (left, right) switch
    {
        (Value.Number one, Value.Number other) => one.Amount.Equals(other.Amount),
        (Value.Flag one, Value.Flag other) => one.IsSet == other.IsSet,
        (Value.Text one, Value.Text other) => one.Content == other.Content,
        (Value.List one, Value.List other) => one.Items.Count == other.Items.Count && !one.Items.Where((item, i) => !AreEqual(item, other.Items[i])).Any(),
        (Value.Map one, Value.Map other) => one.Entries.Count == other.Entries.Count
            && !one.Entries.Where((entry, i) => entry.Key != other.Entries[i].Key || !AreEqual(entry.Value, other.Entries[i].Value)).Any(),
        (Value.Nothing, Value.Nothing) => true,
        _ => false,
    };

    private sealed class Layers(Action<Entry, Entry>? disagree)
    {
        public EquatableArray<Entry> LayTop(EquatableArray<Entry> below, EquatableArray<Entry> above) => LayMap(below, above, Networks, LaySection);

        private Entry LaySection(Entry below, Entry above)
        {
            var hasKinds = SectionSchemas.KindsOf(below.Key).Count > 0;
            var (lower, upper) = (AsMap(below.Value, hasKinds), AsMap(above.Value, hasKinds));
            if (lower is null || upper is null)
            {
                return Replace(below, above);
            }

            if (hasKinds && lower.Entries.Find(FileKeys.Kind) is { } kind && upper.Entries.Find(FileKeys.Kind) is { } otherKind && !AreEqual(kind.Value, otherKind.Value))
            {
                disagree?.Invoke(kind, otherKind);
                return above;
            }

            var alternatives = below.Key switch
            {
                SectionNames.Rsg => Cuts,
                SectionNames.Rebalance => Starts,
                _ => [],
            };
            var conditional = ConditionalKeys(below.Key, lower.Entries, upper.Entries);
            var said = disagree is null ? upper.Entries : WithoutKeysOfOther(conditional, upper.Entries, lower.Entries, (key, word) => disagree(word, key));
            var kept = WithoutKeysOfOther(conditional, lower.Entries, said, disagree);
            return below with { Value = lower with { Entries = LayMap(kept, said, alternatives, LayDeep) } };
        }

        /// <summary>The keys of a section that mean something only beside some words of another key.</summary>
        private static IEnumerable<Key> ConditionalKeys(string section, EquatableArray<Entry> lower, EquatableArray<Entry> upper)
        {
            var kind = ((lower.Find(FileKeys.Kind) ?? upper.Find(FileKeys.Kind))?.Value as Value.Text)?.Content;
            return SectionSchemas.All
                .Where(schema => schema.Section == section && (kind is null || schema.Kind == kind))
                .SelectMany(static schema => schema.Keys)
                .Where(static key => key.Condition is not null);
        }

        /// <summary>The entries of one side without those that mean nothing beside a word that only the other side says.</summary>
        /// <param name="conditional">The keys that this may be so of.</param>
        /// <param name="entries">The entries of one side.</param>
        /// <param name="others">The entries of the other side.</param>
        /// <param name="drop">Takes each entry that is left out, with the word.</param>
        private static EquatableArray<Entry> WithoutKeysOfOther(
            IEnumerable<Key> conditional, EquatableArray<Entry> entries, EquatableArray<Entry> others, Action<Entry, Entry>? drop)
        {
            return entries.Where(IsKept).ToEquatableArray();

            bool IsKept(Entry entry)
            {
                var condition = conditional.FirstOrDefault(key => key.Name == entry.Key)?.Condition;
                if (condition is null || others.Find(condition.Other.Name) is not { Value: Value.Text { Content: var said } } word || condition.Allows(said))
                {
                    return true;
                }

                // Where both sides say the word, or both say the key, that is where they are compared.
                if (entries.Find(condition.Other.Name) is null && others.Find(entry.Key) is null)
                {
                    drop?.Invoke(entry, word);
                }

                return false;
            }
        }

        private Entry LayDeep(Entry below, Entry above)
            => below.Value is Value.Map lower && above.Value is Value.Map upper
                ? below with { Value = lower with { Entries = LayMap(lower.Entries, upper.Entries, [], LayDeep) } }
                : Replace(below, above);

        private Entry Replace(Entry below, Entry above)
        {
            if (disagree is not null && !AreEqual(below.Value, above.Value))
            {
                disagree(below, above);
            }

            return above;
        }

        /// <param name="below">The entries below.</param>
        /// <param name="above">The entries above.</param>
        /// <param name="alternatives">Keys of which each says in its own way what the others say.</param>
        /// <param name="lay">Lays an entry over another one of the same key.</param>
        private EquatableArray<Entry> LayMap(EquatableArray<Entry> below, EquatableArray<Entry> above, string[] alternatives, Func<Entry, Entry, Entry> lay)
        {
            if (below.Count == 0 || above.Count == 0)
            {
                return below.Count == 0 ? above : below;
            }

            var other = above.FirstOrDefault(entry => alternatives.Contains(entry.Key));
            var result = new List<Entry>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in below)
            {
                if (other is not null && alternatives.Contains(entry.Key) && above.Find(entry.Key) is null)
                {
                    disagree?.Invoke(entry, other);
                    continue;
                }

                places.Add(entry.Key, result.Count);
                result.Add(entry);
            }

            foreach (var entry in above)
            {
                if (places.TryGetValue(entry.Key, out var place))
                {
                    result[place] = lay(result[place], entry);
                }
                else
                {
                    result.Add(entry);
                }
            }

            return result.ToEquatableArray();
        }

        /// <summary>The name of a kind alone is a mapping that says nothing else.</summary>
        private static Value.Map? AsMap(Value value, bool hasKinds) => value switch
        {
            Value.Map map => map,
            Value.Text { Content: not FileKeys.None } text when hasKinds => new Value.Map([new Entry(FileKeys.Kind, FileKeys.Kind, text.Span, text)], text.Span),
            _ => null,
        };
    }
}
