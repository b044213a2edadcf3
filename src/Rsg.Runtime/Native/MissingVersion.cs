namespace Rsg.Native;

/// <summary>Finds which needed version the loader's refusal is about.</summary>
internal static class MissingVersion
{
    /// <summary>
    /// The need that the message names, or null where it is about something else, or about another library's need. The words of the
    /// message are translated on some systems; file and version names never are, so only they are looked for.
    /// </summary>
    public static VersionNeed? Find(string message, string path, IReadOnlyList<VersionNeed> needs)
    {
        if (!message.Contains(path, StringComparison.Ordinal))
        {
            return null;
        }

        string others = message.Replace(path, " ", StringComparison.Ordinal);
        var named = needs.Where(need => !need.IsWeak && HasWord(others, need.Version)).ToList();
        if (named.Count > 1)
        {
            named = named.Where(need => others.Contains(need.Library, StringComparison.Ordinal)).ToList();
        }

        return named.Count == 1 ? named[0] : null;
    }

    private static bool HasWord(string text, string word)
    {
        if (word.Length == 0)
        {
            return false;
        }

        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !BelongsToVersion(text[at - 1])) && (end == text.Length || !BelongsToVersion(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BelongsToVersion(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.';
}
