using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>What was said of one layer: checked against its keys, with the parameters of the block in which it stands.</summary>
internal sealed class LayerArguments : IOpArguments
{
    private const int StandIn = 1;

    private readonly string layer;
    private readonly SourceSpan span;
    private readonly Flow incoming;
    private readonly NetworkProblems problems;
    private readonly bool areKeysKnown = true;
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dim> parameters = new(StringComparer.Ordinal);

    /// <param name="layer">The layer's name.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="value">What was said of it: a mapping, a lone value, or nothing.</param>
    /// <param name="keys">What can be said of it.</param>
    /// <param name="loneKey">The key that a value without one is meant for, if any.</param>
    /// <param name="incoming">What arrives.</param>
    /// <param name="scope">The parameters that its numbers may name.</param>
    /// <param name="problems">Hears of what is wrong.</param>
    public LayerArguments(
        string layer, SourceSpan span, Value value, IReadOnlyList<string> keys, string? loneKey, Flow incoming, IReadOnlyDictionary<string, Dim> scope, NetworkProblems problems)
    {
        (this.layer, this.span, this.incoming, this.problems) = (layer, span, incoming, problems);
        foreach (var parameter in scope)
        {
            parameters.Add(parameter.Key, parameter.Value);
        }

        if (incoming.Channels is not null)
        {
            parameters["channels"] = incoming.Channels;
        }

        switch (value)
        {
            case Value.Nothing:
                break;
            case Value.Map map:
                areKeysKnown = problems.CheckKeys(map.Entries, keys, $"'{layer}'");
                foreach (var entry in map.Entries)
                {
                    entries[entry.Key] = entry;
                }

                break;
            default:
                if (loneKey is null)
                {
                    problems.WrongSort(value, $"What is said of '{layer}'", keys.Count == 0 ? "nothing: it has no keys" : $"a mapping; its keys are {string.Join(", ", keys)}");
                }
                else
                {
                    entries[loneKey] = new Entry(loneKey, loneKey, span, value);
                }

                break;
        }
    }

    public Dim Channels
    {
        get
        {
            if (incoming.Channels is null)
            {
                problems.Add(span, DiagnosticDescriptors.FeaturesUnknown, layer);
            }

            return incoming.Channels ?? StandIn;
        }
    }

    /// <summary>What was said for a key, if anything.</summary>
    public Entry? Find(string key) => entries.TryGetValue(key, out var entry) ? entry : null;

    public bool Has(Key key) => entries.ContainsKey(key.Name);

    public Dim Whole(Key key)
    {
        if (Find(key.Name) is { } entry)
        {
            return Whole(entry, entry.Value, key.Range!) ?? StandIn;
        }

        return key.Default is { } usual ? (Dim)(int)usual : Missing(key);
    }

    /// <summary>A whole number or an expression of one.</summary>
    public Dim? Whole(Entry entry, Value value, NumberRange range)
    {
        switch (value)
        {
            case Value.Number { Amount: var number } when range.Contains(number) && number == Math.Floor(number):
                return (int)number;
            case Value.Text { Content: var text } when NumberExpression.IsMeant(text):
                if (NumberExpression.Read(text, parameters, out var problem) is not { } dim)
                {
                    problems.Add(value.Span, DiagnosticDescriptors.BadExpression, QuotedText.Of(text), problem);
                    return null;
                }

                if (dim.IsImpossible || (dim.Known is { } known && !range.Contains(known)))
                {
                    RefuseComputed(entry, value.Span, text, dim, range);
                    return null;
                }

                return dim;
            default:
                Report(value, entry.Written, $"a whole number, {range}, or a $parameter of the block");
                return null;
        }
    }

    /// <summary>Says that a computed number cannot be; but behind a mistake, what it was computed from only stands in for what was meant.</summary>
    private void RefuseComputed(Entry entry, SourceSpan place, string text, Dim dim, NumberRange range)
    {
        if (problems.Mistakes > 0)
        {
            return;
        }

        if (dim.IsImpossible)
        {
            problems.Add(place, DiagnosticDescriptors.BadExpression, QuotedText.Of(text), $"is {dim} here, which is no whole number");
        }
        else
        {
            problems.Add(place, DiagnosticDescriptors.ValueOutOfRange, entry.Written, $"'{QuotedText.Of(text)}', which is {dim} here", $"a whole number, {range}", "");
        }
    }

    public Extent Extent(Key key)
    {
        if (Find(key.Name) is not { } entry)
        {
            return key.Default is { } usual ? (Dim)(int)usual : Missing(key);
        }

        if (entry.Value is Value.List list)
        {
            if (list.Items.Count != 2)
            {
                Report(entry.Value, entry.Written, "one whole number, or [height, width]");
                return StandIn;
            }

            return new Extent(Whole(entry, list.Items[0], key.Range!) ?? StandIn, Whole(entry, list.Items[1], key.Range!) ?? StandIn);
        }

        return Whole(entry, entry.Value, key.Range!) ?? StandIn;
    }

    public Extent? ExtentUnlessWord(Key key)
    {
        if (Find(key.Name) is not { } entry || (entry.Value is Value.Text { Content: var word } && key.Words.Contains(word)))
        {
            return null;
        }

        if (entry.Value is Value.Text text && !NumberExpression.IsMeant(text.Content))
        {
            Report(text, entry.Written, $"a whole number, {key.Range}, or {string.Join(", ", key.Words)}", Hint(text.Content, key));
            return 0;
        }

        return Extent(key);
    }

    public double Number(Key key)
    {
        if (Find(key.Name) is not { } entry)
        {
            return key.Default!.Value;
        }

        if (entry.Value is Value.Number { Amount: var number } && key.Range!.Contains(number))
        {
            return number;
        }

        Report(entry.Value, entry.Written, $"a number, {key.Range}");
        return key.Default!.Value;
    }

    public bool Flag(Key key)
    {
        var usual = key.DefaultWord == "true";
        if (Find(key.Name) is not { } entry)
        {
            return usual;
        }

        if (entry.Value is Value.Flag flag)
        {
            return flag.IsSet;
        }

        Report(entry.Value, entry.Written, "true or false");
        return usual;
    }

    public T Word<T>(Key key)
        where T : struct, Enum
    {
        var word = key.DefaultWord!;
        if (Find(key.Name) is { } entry)
        {
            if (entry.Value is Value.Text { Content: var said } && key.Words.Contains(said))
            {
                word = said;
            }
            else
            {
                var hint = entry.Value is Value.Text text ? Hint(text.Content, key) : "";
                Report(entry.Value, entry.Written, "one of " + string.Join(", ", key.Words), hint);
            }
        }

        return (T)Enum.Parse(typeof(T), word, ignoreCase: true);
    }

    public void Refuse(Key key, string expectation)
    {
        var entry = Find(key.Name);
        problems.Add(
            entry?.Value.Span ?? span,
            DiagnosticDescriptors.ValueOutOfRange,
            key.Name,
            entry is null ? Invariant.Text(key.Default ?? 0) : ValueCheck.Quote(entry.Value),
            expectation,
            "");
    }

    /// <summary>Says that a key must be there, and stands in for it.</summary>
    public Dim Missing(string key, string example)
    {
        if (areKeysKnown)
        {
            problems.Add(span, DiagnosticDescriptors.KeyMissing, key, $"'{layer}' needs it, for example {layer}: {{ {key}: {example} }}");
        }

        return StandIn;
    }

    private Dim Missing(Key key) => Missing(key.Name, key.Name == "out" ? "64" : "2");

    private static string Hint(string word, Key key) => NearestName.Find(word, key.Words) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private void Report(Value value, string written, string expected, string hint = "")
        => problems.Add(value.Span, DiagnosticDescriptors.ValueOutOfRange, written, ValueCheck.Quote(value), expected, hint);
}
