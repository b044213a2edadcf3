using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>Reads the matrix of a file: its axes, its seeds, and what is left out.</summary>
internal sealed class MatrixReader(List<DiagnosticInfo> diagnostics)
{
    private readonly List<Axis> axes = [];
    private EquatableArray<int> seeds = [0];
    private bool isWhole = true;

    public static Matrix Read(Entry entry, List<DiagnosticInfo> diagnostics) => new MatrixReader(diagnostics).Read(entry);

    private Matrix Read(Entry entry)
    {
        if (entry.Value is not Value.Map { Entries: var entries })
        {
            Refuse(ValueWords.Unexpected(entry.Value, entry.Written, "a mapping of axes, such as 'cut: { First: { rsg: { stage: 1 } }, Second: { rsg: { stage: 2 } } }'"));
            return new Matrix([], seeds, [[]], isWhole);
        }

        if (entries.Count == 0)
        {
            Refuse(DiagnosticInfo.At(entry.Value.Span, DiagnosticDescriptors.NoVariants, "There is no axis"));
        }

        foreach (var axis in entries)
        {
            if (axis.Key == MatrixKeys.Seed.Name)
            {
                ReadSeeds(axis);
            }
            else if (axis.Key != MatrixKeys.Exclude)
            {
                ReadAxis(axis);
            }
        }

        return new Matrix(axes, seeds, Combine(entry, entries.FirstOrDefault(static said => said.Key == MatrixKeys.Exclude)), isWhole);
    }

    private void ReadAxis(Entry entry)
    {
        if (ClassName.RefusePart(entry.Key) is { } reason)
        {
            Refuse(DiagnosticInfo.At(entry.KeySpan, DiagnosticDescriptors.NameNotPossible, "axis", QuotedText.Of(entry.Written), reason, "cut"));
            return;
        }

        if (entry.Value is not Value.Map { Entries: var said })
        {
            Refuse(ValueWords.Unexpected(entry.Value, QuotedText.Of(entry.Written), "a mapping from the name of each value to what it says, such as 'First: { rsg: { stage: 1 } }'"));
            return;
        }

        if (said.Count == 0)
        {
            Refuse(DiagnosticInfo.At(entry.Value.Span, DiagnosticDescriptors.NoVariants, $"The axis '{QuotedText.Of(entry.Written)}' has no values"));
            return;
        }

        var values = said.Select(ReadValue).OfType<AxisValue>().ToList();
        if (values.Count > 0)
        {
            axes.Add(new Axis(entry.Key, values));
        }
    }

    private AxisValue? ReadValue(Entry entry)
    {
        if (ClassName.RefusePart(entry.Key) is { } reason)
        {
            Refuse(DiagnosticInfo.At(entry.KeySpan, DiagnosticDescriptors.NameNotPossible, "value", QuotedText.Of(entry.Written), reason, "First"));
            return null;
        }

        var span = entry.KeySpan.To(entry.Value.Span);
        if (entry.Value is not (Value.Map or Value.Nothing))
        {
            diagnostics.Add(ValueWords.Unexpected(entry.Value, QuotedText.Of(entry.Written), "a mapping of the keys that it says, such as '{ rsg: { stage: 1 } }'"));
            return new AxisValue(entry.Key, entry.KeySpan, span, [], IsWhole: false);
        }

        var said = entry.Value is Value.Map map ? map.Entries : [];
        return new AxisValue(entry.Key, entry.KeySpan, span, TopKeys.Read(said, "A value of a matrix", FileKeys.OfVariants, diagnostics), IsWhole: true);
    }

    private void ReadSeeds(Entry entry)
    {
        var range = MatrixKeys.Seed.Range!;
        if (entry.Value is not Value.List list)
        {
            Refuse(ValueWords.Unexpected(entry.Value, entry.Written, "a list of whole numbers, as in [0, 1, 2]"));
            return;
        }

        var found = new Dictionary<int, SourceSpan>();
        foreach (var item in list.Items)
        {
            if (item is not Value.Number { Amount: var amount } || amount != Math.Floor(amount) || !range.Contains(amount))
            {
                Refuse(DiagnosticInfo.At(item.Span, DiagnosticDescriptors.ValueOutOfRange, $"An item of {entry.Written}", ValueWords.Describe(item), $"a whole number, {range}", ""));
            }
            else if (found.TryGetValue((int)amount, out var first))
            {
                Refuse(DiagnosticInfo.At(item.Span, DiagnosticDescriptors.KeyTwice, Invariant.Text(amount), Invariant.Text(first.Lines.Start.Line + 1)));
            }
            else
            {
                found.Add((int)amount, item.Span);
            }
        }

        if (list.Items.Count == 0)
        {
            Refuse(DiagnosticInfo.At(list.Span, DiagnosticDescriptors.NoVariants, $"The axis '{entry.Written}' has no values"));
        }
        else if (list.Items.Count > Limits.Seeds)
        {
            TooLarge(entry.KeySpan, list.Items.Count, "seeds", Limits.Seeds);
        }
        else if (found.Count > 0)
        {
            seeds = list.Items.OfType<Value.Number>().Select(static number => (int)number.Amount).Where(found.ContainsKey).Distinct().ToEquatableArray();
        }
    }

    /// <summary>The combinations of values that are not left out; none where there would be too many.</summary>
    private List<int[]> Combine(Entry matrix, Entry? exclude)
    {
        var count = axes.Aggregate(1L, static (count, axis) => Math.Min(count * axis.Values.Count, int.MaxValue));
        if (axes.Count > Limits.Axes)
        {
            TooLarge(matrix.KeySpan, axes.Count, "axes", Limits.Axes);
            return [];
        }

        if (count > Limits.Variants)
        {
            TooLarge(matrix.KeySpan, count, "combinations of values", Limits.Variants);
            return [];
        }

        var exclusions = exclude is null ? [] : ReadExclusions(exclude);
        var combinations = new List<int[]>();
        for (var number = 0; number < count; number++)
        {
            var combination = new int[axes.Count];
            for (var (axis, rest) = (axes.Count - 1, number); axis >= 0; axis--)
            {
                (rest, combination[axis]) = (rest / axes[axis].Values.Count, rest % axes[axis].Values.Count);
            }

            if (!exclusions.Exists(exclusion => exclusion.All(pair => pair.Value.Contains(combination[pair.Key]))))
            {
                combinations.Add(combination);
            }
        }

        if (combinations.Count == 0)
        {
            Refuse(DiagnosticInfo.At(exclude!.KeySpan, DiagnosticDescriptors.NoVariants, $"'{exclude.Written}' leaves out every combination"));
        }

        return combinations;
    }

    /// <summary>For each exclusion the values by the index of their axis.</summary>
    private List<Dictionary<int, HashSet<int>>> ReadExclusions(Entry entry)
    {
        if (entry.Value is not Value.List list)
        {
            Refuse(ValueWords.Unexpected(entry.Value, entry.Written, "a list of combinations, such as '[{ cut: First }]'"));
            return [];
        }

        return [.. list.Items.Select(ReadExclusion).OfType<Dictionary<int, HashSet<int>>>()];
    }

    private Dictionary<int, HashSet<int>>? ReadExclusion(Value value)
    {
        if (value is not Value.Map { Entries: { Count: > 0 } entries })
        {
            Refuse(ValueWords.Unexpected(value, $"An item of {MatrixKeys.Exclude}", "a mapping from axes to values, such as '{ cut: First }'"));
            return null;
        }

        var exclusion = new Dictionary<int, HashSet<int>>();
        var isKnown = true;
        foreach (var entry in entries)
        {
            var axis = axes.FindIndex(axis => axis.Name == entry.Key);
            if (axis < 0)
            {
                isKnown = false;
                Unknown(entry.KeySpan, "axis", entry.Key, axes.Select(static axis => axis.Name));
                continue;
            }

            var items = entry.Value is Value.List { Items: { Count: > 0 } several } ? several : [entry.Value];
            var values = exclusion[axis] = [];
            foreach (var item in items)
            {
                isKnown &= ReadValueName(item, axes[axis], values);
            }
        }

        return isKnown ? exclusion : null;
    }

    private bool ReadValueName(Value item, Axis axis, HashSet<int> values)
    {
        // A name such as 50 is a number where it is no key.
        var name = item switch
        {
            Value.Text text => text.Content,
            Value.Number number => Invariant.Text(number.Amount),
            _ => null,
        };
        if (name is null)
        {
            Refuse(ValueWords.Unexpected(item, QuotedText.Of(axis.Name), "the name of a value, or a list of names"));
            return false;
        }

        var index = axis.Values.ToList().FindIndex(value => value.Name == name);
        if (index < 0)
        {
            Unknown(item.Span, $"value of {QuotedText.Of(axis.Name)}", name, axis.Values.Select(static value => value.Name));
            return false;
        }

        values.Add(index);
        return true;
    }

    private void Unknown(SourceSpan span, string what, string name, IEnumerable<string> known)
    {
        const int Most = 20;
        var names = known.ToList();
        var shown = string.Join(", ", names.Take(Most).Select(QuotedText.Of));
        Refuse(DiagnosticInfo.At(
            span,
            DiagnosticDescriptors.NotInMatrix,
            what,
            QuotedText.Of(name),
            NearestName.Hint(name, names),
            names.Count > Most ? $"{shown} and {Invariant.Text(names.Count - Most)} others" : names.Count == 0 ? "none" : shown));
    }

    private void TooLarge(SourceSpan span, long count, string what, int most)
        => Refuse(DiagnosticInfo.At(span, DiagnosticDescriptors.MatrixTooLarge, count == int.MaxValue ? $"very many {what}" : $"{Invariant.Text(count)} {what}", Invariant.Text(most)));

    private void Refuse(DiagnosticInfo problem)
    {
        isWhole = false;
        if (diagnostics.Count < Limits.Problems)
        {
            diagnostics.Add(problem);
        }
    }
}
