using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Says that a value is of another sort than its key takes.</summary>
internal static class ValueWords
{
    /// <summary>The mapping of a key, or <c>null</c> where its value is something else, which is reported.</summary>
    public static Value.Map? Map(Entry entry, List<DiagnosticInfo> diagnostics)
    {
        if (entry.Value is not Value.Map map)
        {
            diagnostics.Add(Unexpected(entry.Value, entry.Written, FileKeys.CanBeNone.Contains(entry.Key) ? $"a mapping of keys and values, or {FileKeys.None}" : "a mapping of keys and values"));
            return null;
        }

        return map;
    }

    public static DiagnosticInfo Unexpected(Value value, string key, string expected)
        => DiagnosticInfo.At(value.Span, DiagnosticDescriptors.ValueSortWrong, key, Describe(value), expected);

    public static string Describe(Value value) => value switch
    {
        Value.Number number => Invariant.Text(number.Amount),
        Value.Flag flag => flag.IsSet ? "true" : "false",
        Value.Text text => $"'{QuotedText.Of(text.Content)}'",
        Value.List list => list.Items.Count == 1 ? "a list of 1 value" : $"a list of {Invariant.Text(list.Items.Count)} values",
        Value.Map => "a mapping",
        _ => "left empty",
    };
}
