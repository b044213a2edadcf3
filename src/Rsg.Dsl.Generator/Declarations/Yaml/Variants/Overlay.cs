using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>
/// Lays what one part of a file says over what another says. Mappings are merged key by key, and anything else takes the place of what
/// was there; so does a loss of another kind, with all its keys. A key that says the same as another one in its own way takes that one's place.
/// </summary>
internal static class Overlay
{
    private const string Kind = "kind";

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

            if (hasKinds && Find(lower.Entries, Kind) is { } kind && Find(upper.Entries, Kind) is { } otherKind && !AreEqual(kind.Value, otherKind.Value))
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
            var kept = below.Key == SectionNames.Train ? WithoutKeysOfOtherSchedule(lower.Entries, upper.Entries) : lower.Entries;
            return below with { Value = lower with { Entries = LayMap(kept, upper.Entries, alternatives, LayDeep) } };
        }

        /// <summary>Another schedule takes the place of the one below with all the keys that only that one has.</summary>
        private static EquatableArray<Entry> WithoutKeysOfOtherSchedule(EquatableArray<Entry> below, EquatableArray<Entry> above)
        {
            var said = (Find(above, TrainKeys.Schedule.Name)?.Value as Value.Text)?.Content;
            return said is null
                ? below
                : below.Where(entry => !TrainKeys.OfSchedules.Any(row => row.Key.Name == entry.Key && !row.Schedules.Any(schedule => IsWord(schedule, said)))).ToEquatableArray();
        }

        private static bool IsWord(ScheduleKind schedule, string word) => string.Equals(schedule.ToString(), word, StringComparison.OrdinalIgnoreCase);

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
                if (other is not null && alternatives.Contains(entry.Key) && Find(above, entry.Key) is null)
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
            Value.Text { Content: not FileKeys.None } text when hasKinds => new Value.Map([new Entry(Kind, Kind, text.Span, text)], text.Span),
            _ => null,
        };

        private static Entry? Find(EquatableArray<Entry> entries, string key) => entries.FirstOrDefault(entry => entry.Key == key);
    }
}
