using System.Globalization;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans;

/// <summary>Takes typed values out of a section, and reports those that cannot be. A section that was not declared yields the defaults.</summary>
internal sealed class SectionReader(Section? section, ICollection<DiagnosticInfo> diagnostics)
{
    /// <summary>Whether a value for the key was said.</summary>
    public bool Has(string key) => section?.Find(key) is not null;

    /// <summary>Where the value of a key stands, or else its section.</summary>
    public SourceSpan? SpanOf(string key) => section?.Find(key)?.Value.Span ?? section?.Span;

    /// <summary>The number that was said, or the default where none was said or it cannot be.</summary>
    public double Number(Parameter parameter) => Accepted(parameter) ?? parameter.Default;

    /// <summary>The number that was said, or the default; <c>null</c> where it cannot be, so that nothing else is judged by it.</summary>
    public double? Accepted(Parameter parameter)
    {
        if (section?.Find(parameter.Key) is not { } declared)
        {
            return parameter.Default;
        }

        if (declared.Value is Value.Number { Amount: var number }
            && parameter.Range.Contains(number)
            && (!parameter.IsWhole || number == Math.Floor(number)))
        {
            return number;
        }

        Report(declared, (parameter.IsWhole ? "a whole number, " : "") + parameter.Range);
        return null;
    }

    public int Whole(Parameter parameter) => (int)Number(parameter);

    /// <summary>A whole number that has no default; <c>null</c> where it was not said or cannot be.</summary>
    public int? OptionalWhole(string key, NumberRange range)
    {
        if (section?.Find(key) is not { } declared)
        {
            return null;
        }

        if (declared.Value is Value.Number { Amount: var number } && range.Contains(number) && number == Math.Floor(number))
        {
            return (int)number;
        }

        Report(declared, "a whole number, " + range);
        return null;
    }

    public string? Text(string key) => section?.Find(key)?.Value is Value.Text text ? text.Content : null;

    /// <summary>One word of an enumeration, whatever its case.</summary>
    public T? Word<T>(string key)
        where T : struct, Enum
    {
        if (section?.Find(key) is not { } declared)
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

    /// <summary>Several words of an enumeration of flags.</summary>
    public T? Words<T>(string key)
        where T : struct, Enum
    {
        if (section?.Find(key) is not { } declared)
        {
            return null;
        }

        if (declared.Value is Value.List words)
        {
            var all = 0;
            foreach (var word in words.Items)
            {
                if (word is not Value.Text text || !TryParse<T>(text.Content, out var value))
                {
                    Report(declared, "some of " + string.Join(", ", Enum.GetNames(typeof(T))));
                    return null;
                }

                all |= Convert.ToInt32(value, CultureInfo.InvariantCulture);
            }

            return (T)Enum.ToObject(typeof(T), all);
        }

        Report(declared, "some of " + string.Join(", ", Enum.GetNames(typeof(T))));
        return null;
    }

    public EquatableArray<double> Numbers(string key)
        => section?.Find(key)?.Value is Value.List list ? list.Items.OfType<Value.Number>().Select(static number => number.Amount).ToEquatableArray() : [];

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
        _ => "something else",
    };
}
