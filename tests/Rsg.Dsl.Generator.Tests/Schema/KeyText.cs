using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>A key as the reference pages write it.</summary>
internal static class KeyText
{
    public static string Values(Key key, Func<string, string> word)
    {
        var words = string.Join(", ", key.Words.Select(word));
        return key.Kind switch
        {
            KeyKind.WholeNumber => $"whole number, {key.Range}",
            KeyKind.WholeNumbers => $"whole numbers, {key.Range}",
            KeyKind.Numbers => $"numbers, {key.Range}",
            KeyKind.Extent => $"whole number, {key.Range}, or [height, width]{(words.Length > 0 ? $", or {words}" : "")}",
            KeyKind.Number => $"{key.Range}",
            KeyKind.Flag => "`true`, `false`",
            KeyKind.Text => "text",
            KeyKind.Texts => "texts",
            KeyKind.Word or KeyKind.Words => words,
            _ => throw new NotSupportedException(key.Kind.ToString()),
        };
    }

    public static string Default(Key key, Func<string, string> word)
        => key.IsRequired ? "must be given"
            : key.Default is { } number ? Invariant.Text(number)
            : key.DefaultWord is { } said ? key.Kind == KeyKind.Flag ? $"`{said}`" : word(said)
            : key.Otherwise ?? "";
}
