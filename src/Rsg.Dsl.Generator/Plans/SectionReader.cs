using System.Globalization;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Takes typed values out of a section, and reports those that cannot be. A section that was not declared yields the defaults.</summary>
internal sealed class SectionReader(Section? section, ICollection<DiagnosticInfo> diagnostics)
{
    /// <summary>Whether a value for the key was said.</summary>
    public bool Has(Key key) => section?.Find(key.Name) is not null;

    /// <summary>Where the value of a key stands, or else its section.</summary>
    public SourceSpan? SpanOf(Key key) => section?.Find(key.Name)?.Value.Span ?? section?.Span;

    /// <summary>The number that was said, or the default where none was said or it cannot be.</summary>
    public double Number(Key key) => Accepted(key) ?? key.Default!.Value;

    /// <summary>The number that was said, or the default, if it has one; <c>null</c> where it cannot be, so that nothing else is judged by it.</summary>
    public double? Accepted(Key key)
    {
        if (section?.Find(key.Name) is not { } declared)
        {
            return key.Default;
        }

        var mustBeWhole = key.Kind == KeyKind.WholeNumber;
        if (declared.Value is Value.Number { Amount: var number }
            && key.Range!.Contains(number)
            && (!mustBeWhole || number == Math.Floor(number)))
        {
            return number;
        }

        Report(declared, (mustBeWhole ? "a whole number, " : "") + key.Range);
        return null;
    }

    public int Whole(Key key) => (int)Number(key);

    /// <summary>A whole number that has no default; <c>null</c> where it was not said or cannot be.</summary>
    public int? OptionalWhole(Key key) => (int?)Accepted(key);

    public string? Text(Key key) => section?.Find(key.Name)?.Value is Value.Text text ? text.Content : null;

    /// <summary>The word that was said, or the default where none was said or it cannot be.</summary>
    public T Word<T>(Key key)
        where T : struct, Enum => OptionalWord<T>(key) ?? Default<T>(key);

    /// <summary>One word of an enumeration, whatever its case.</summary>
    public T? OptionalWord<T>(Key key)
        where T : struct, Enum
    {
        if (section?.Find(key.Name) is not { } declared)
        {
            return null;
        }

        if (declared.Value is Value.Text { Content: var word } && TryParse<T>(word, out var value))
        {
            return value;
        }

        Report(declared, "one of " + string.Join(", ", Enum.GetNames(typeof(T))));
        return null;
    }

    /// <summary>Several words of an enumeration of flags, or the default where none were said or they cannot be.</summary>
    public T Words<T>(Key key)
        where T : struct, Enum
    {
        if (section?.Find(key.Name) is not { } declared)
        {
            return Default<T>(key);
        }

        if (declared.Value is Value.List words)
        {
            var all = 0;
            foreach (var word in words.Items)
            {
                if (word is not Value.Text text || !TryParse<T>(text.Content, out var value))
                {
                    Report(declared, "some of " + string.Join(", ", Enum.GetNames(typeof(T))));
                    return Default<T>(key);
                }

                all |= Convert.ToInt32(value, CultureInfo.InvariantCulture);
            }

            return (T)Enum.ToObject(typeof(T), all);
        }

        Report(declared, "some of " + string.Join(", ", Enum.GetNames(typeof(T))));
        return Default<T>(key);
    }

    public EquatableArray<double> Numbers(Key key)
        => section?.Find(key.Name)?.Value is Value.List list ? list.Items.OfType<Value.Number>().Select(static number => number.Amount).ToEquatableArray() : [];

    private static T Default<T>(Key key)
        where T : struct, Enum => (T)Enum.Parse(typeof(T), key.DefaultWord, ignoreCase: true);

    private static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        value = default;
        return word.Length > 0 && char.IsLetter(word[0]) && Enum.TryParse(word, ignoreCase: true, out value);
    }

    private void Report(Entry declared, string expected)
        => diagnostics.Add(DiagnosticInfo.At(declared.Value.Span, DiagnosticDescriptors.ValueOutOfRange, declared.Written, Describe(declared.Value), expected));

    private static string Describe(Value value) => value switch
    {
        Value.Number number => Invariant.Text(number.Amount),
        Value.Flag flag => flag.IsSet ? "true" : "false",
        Value.Text text => $"'{QuotedText.Of(text.Content)}'",
        Value.List list => QuotedText.Of($"[{string.Join(", ", list.Items.Select(Describe))}]"),
        Value.Map => "a mapping",
        _ => "left empty",
    };
}
