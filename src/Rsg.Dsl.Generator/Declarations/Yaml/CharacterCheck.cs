using System.Globalization;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>
/// Looks at the characters of a model file before they are parsed: what is invisible, was not decoded, or begins a line as nothing of a
/// model file does. Parsers differ in what they make of these.
/// </summary>
internal static class CharacterCheck
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Whether the file begins with a byte-order mark, which means nothing.</summary>
    public static bool BeginsWithMark(string text) => text.Length > 0 && text[0] == ByteOrderMark;

    /// <summary>The first problem of the text, or <c>null</c>: what comes behind one is mostly the same mistake again.</summary>
    public static DiagnosticInfo? Find(YamlSource source, string text)
    {
        var isIndentation = true;
        var tab = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (Refuse(text, i) is { } advice)
            {
                var code = "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);
                return DiagnosticInfo.At(source.SpanOf(i), DiagnosticDescriptors.CharacterRefused, code, advice);
            }

            if (character is '\n' or '\r')
            {
                (isIndentation, tab) = (true, -1);
            }
            else if (isIndentation && character == '\t')
            {
                tab = tab < 0 ? i : tab;
            }
            else if (isIndentation && character != ' ' && !(i == 0 && character == ByteOrderMark))
            {
                isIndentation = false;
                if (tab >= 0 && character != '#')
                {
                    return DiagnosticInfo.At(source.SpanOf(tab), DiagnosticDescriptors.TabIndentation);
                }

                if (character == '%' && IsAtLineStart(text, i))
                {
                    return DiagnosticInfo.At(
                        source.SpanOf(i), DiagnosticDescriptors.YamlFeatureRefused, "A directive", "remove the line, or put the text in quotes");
                }
            }
        }

        return null;
    }

    /// <summary>The text with everything that is refused replaced, offsets kept, so that the name of the model can still be found.</summary>
    public static string Replace(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i] == '\t' || Refuse(text, i) is not null)
            {
                characters[i] = ' ';
            }
        }

        return new string(characters);
    }

    private static bool IsAtLineStart(string text, int position) => position == 0 || text[position - 1] is '\n' or '\r' or ByteOrderMark;

    /// <summary>What to do about a character that a model file must not have, or <c>null</c>.</summary>
    private static string? Refuse(string text, int position)
    {
        var character = text[position];
        if (character == '\uFFFD' || (char.IsSurrogate(character) && !IsInPair(text, position)))
        {
            return "save the file as UTF-8";
        }

        // YAML readers disagree on whether U+0085, U+2028 and U+2029 end a line.
        var isInvisible = (char.IsControl(character) && character is not ('\t' or '\n' or '\r')) || character is '\u2028' or '\u2029';
        return isInvisible ? "remove it" : null;
    }

    private static bool IsInPair(string text, int position) => char.IsHighSurrogate(text[position])
        ? position + 1 < text.Length && char.IsLowSurrogate(text[position + 1])
        : position > 0 && char.IsHighSurrogate(text[position - 1]);
}
