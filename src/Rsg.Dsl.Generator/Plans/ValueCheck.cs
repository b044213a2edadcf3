using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Holds a value of a part of a declaration against its key: the kind of value, the range and the words.</summary>
internal static class ValueCheck
{
    /// <summary>What is wrong with a value; of a list, with each of its items.</summary>
    public static IEnumerable<DiagnosticInfo> Find(Key key, Entry entry, Wording wording)
    {
        if (key.Kind is KeyKind.Words or KeyKind.WholeNumbers or KeyKind.Numbers or KeyKind.Texts && entry.Value is Value.List list)
        {
            foreach (var item in list.Items)
            {
                if (!IsRight(key, item, wording))
                {
                    yield return Report(item, $"An item of {entry.Written}", ExpectationOfItem(key, wording));
                }
            }
        }
        else if (!IsRight(key, entry.Value, wording) || key.Kind is KeyKind.WholeNumbers or KeyKind.Numbers or KeyKind.Texts)
        {
            yield return Report(entry.Value, entry.Written, Expectation(key, entry.Value, wording));
        }

        DiagnosticInfo Report(Value value, string subject, string expected) => DiagnosticInfo.At(
            value.Span, DiagnosticDescriptors.ValueOutOfRange, subject, Quote(value), expected, Hint(key, value, wording));
    }

    /// <summary>What a value of a key must be, in words.</summary>
    public static string Expectation(Key key, Wording wording) => key.Kind switch
    {
        KeyKind.WholeNumber => $"a whole number, {key.Range}",
        KeyKind.Number => $"a number, {key.Range}",
        KeyKind.Flag => "true or false",
        KeyKind.Text => "a text",
        KeyKind.Word => $"one of {WordsOf(key, wording)}",
        KeyKind.Words => $"some of {WordsOf(key, wording)}",
        KeyKind.WholeNumbers => $"a list of whole numbers, each {key.Range}",
        KeyKind.Numbers => $"a list of numbers, each {key.Range}",
        _ => "a list of texts",
    };

    /// <summary>A value as a message quotes it.</summary>
    public static string Quote(Value value) => value switch
    {
        Value.Number number => Invariant.Text(number.Amount),
        Value.Flag flag => flag.IsSet ? "true" : "false",
        Value.Text text => $"'{QuotedText.Of(text.Content)}'",
        Value.List list => QuotedText.Of($"[{string.Join(", ", list.Items.Take(10).Select(Quote))}]"),
        Value.Map => "a mapping",
        _ => "left empty",
    };

    private static bool IsRight(Key key, Value value, Wording wording) => (key.Kind, value) switch
    {
        (KeyKind.WholeNumber or KeyKind.WholeNumbers, Value.Number number) => key.Range!.Contains(number.Amount) && number.Amount == Math.Floor(number.Amount),
        (KeyKind.Number or KeyKind.Numbers, Value.Number number) => key.Range!.Contains(number.Amount),
        (KeyKind.Flag, Value.Flag) => true,
        (KeyKind.Text or KeyKind.Texts, Value.Text) => true,
        (KeyKind.Word or KeyKind.Words, Value.Text text) => key.Words.Any(word => wording.Word(word) == text.Content),
        _ => false,
    };

    /// <summary>To somebody who wrote a number where a number belongs, only its range is news.</summary>
    private static string Expectation(Key key, Value value, Wording wording)
        => key.Kind == KeyKind.Number && value is Value.Number ? key.Range!.ToString() : Expectation(key, wording);

    private static string ExpectationOfItem(Key key, Wording wording) => key.Kind switch
    {
        KeyKind.WholeNumbers => $"a whole number, {key.Range}",
        KeyKind.Numbers => $"a number, {key.Range}",
        KeyKind.Texts => "a text, in quotes",
        _ => $"one of {WordsOf(key, wording)}",
    };

    private static string Hint(Key key, Value value, Wording wording)
        => value is Value.Text text && NearestName.Find(text.Content, key.Words.Select(wording.Word)) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static string WordsOf(Key key, Wording wording) => string.Join(", ", key.Words.Select(wording.Word));
}
