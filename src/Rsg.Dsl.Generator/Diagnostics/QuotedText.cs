namespace Rsg.Dsl.Diagnostics;

/// <summary>A user's text inside a message: on one line, and short enough to leave the message readable.</summary>
internal static class QuotedText
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var oneLine = string.Concat(text.Take(Longest).Select(static character => char.IsControl(character) ? '\uFFFD' : character));
        return text.Length > Longest ? oneLine + "..." : oneLine;
    }
}
