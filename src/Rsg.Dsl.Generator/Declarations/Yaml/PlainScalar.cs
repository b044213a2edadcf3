using System.Globalization;
using System.Text.RegularExpressions;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>What a scalar without quotes is: the rules of YAML 1.2's core schema (section 10.3.2 of its specification).</summary>
internal static class PlainScalar
{
    // No alternative can match the same text in two ways, so that no text is slow to refuse.
    private static readonly Regex Decimal = new(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Infinity = new(@"\A[-+]?\.(inf|Inf|INF)\z", RegexOptions.CultureInvariant);

    public static Value Read(string text, SourceSpan span) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new Value.Nothing(span),
        "true" or "True" or "TRUE" => new Value.Flag(true, span),
        "false" or "False" or "FALSE" => new Value.Flag(false, span),
        ".nan" or ".NaN" or ".NAN" => new Value.Number(double.NaN, span),
        _ when ReadNumber(text) is { } number => new Value.Number(number, span),
        _ => new Value.Text(text, span),
    };

    private static double? ReadNumber(string text)
    {
        if (text[0] is not (>= '0' and <= '9' or '-' or '+' or '.'))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return ReadDigits(text, 16);
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return ReadDigits(text, 8);
        }

        if (Infinity.IsMatch(text))
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (!Decimal.IsMatch(text))
        {
            return null;
        }

        // Frameworks differ in what a number is that is too large: infinity, or none.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : text[0] == '-' ? double.NegativeInfinity
            : double.PositiveInfinity;
    }

    private static double? ReadDigits(string text, int radix)
    {
        const int PrefixLength = 2;
        var number = 0.0;
        foreach (var character in text.Skip(PrefixLength))
        {
            var digit = character switch
            {
                >= '0' and <= '9' => character - '0',
                >= 'a' and <= 'f' => character - 'a' + 10,
                >= 'A' and <= 'F' => character - 'A' + 10,
                _ => radix,
            };
            if (digit >= radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }

        return text.Length > PrefixLength ? number : null;
    }
}
