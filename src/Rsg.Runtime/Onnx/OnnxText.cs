namespace Rsg.Onnx;

/// <summary>Texts of others, which a file must hold as they are.</summary>
internal static class OnnxText
{
    /// <summary>Requires that a text is the same one after it was UTF-8: half of a surrogate pair would come back as another character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="parameter">The argument that it comes from.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void RequireWhole(string text, string what, string parameter)
    {
        for (var position = 0; position < text.Length; position++)
        {
            if (char.IsSurrogatePair(text, position))
            {
                position++;
            }
            else if (char.IsSurrogate(text[position]))
            {
                throw new ArgumentException(FormattableString.Invariant($"{what} has half of a surrogate pair at position {position}, which is no character."), parameter);
            }
        }
    }

    /// <summary>Requires also that a reader that ends texts at NUL reads the whole of it.</summary>
    /// <inheritdoc cref="RequireWhole"/>
    public static void RequireReadable(string text, string what, string parameter)
    {
        RequireWhole(text, what, parameter);
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var position)
        {
            throw new ArgumentException(FormattableString.Invariant($"{what} has a NUL at position {position}, where many readers would end it."), parameter);
        }
    }
}
