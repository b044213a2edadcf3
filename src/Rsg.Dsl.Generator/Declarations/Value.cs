using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>A value that was said, and where: a tree, as attributes and files can both say it.</summary>
/// <param name="Span">Where the value stands.</param>
internal abstract record Value(SourceSpan Span)
{
    /// <summary>A number, whole or not.</summary>
    public sealed record Number(double Amount, SourceSpan Span) : Value(Span);

    /// <summary>True or false.</summary>
    public sealed record Flag(bool IsSet, SourceSpan Span) : Value(Span);

    /// <summary>A text, or one of a set of words.</summary>
    public sealed record Text(string Content, SourceSpan Span) : Value(Span);

    /// <summary>Values in order.</summary>
    public sealed record List(EquatableArray<Value> Items, SourceSpan Span) : Value(Span);

    /// <summary>Values by key, in the order in which they were said.</summary>
    public sealed record Map(EquatableArray<Entry> Entries, SourceSpan Span) : Value(Span);

    /// <summary>A key that was written without a value.</summary>
    public sealed record Nothing(SourceSpan Span) : Value(Span);
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key in camelCase, whichever form was read: <c>frequentRatio</c>.</param>
/// <param name="Written">The key as its author wrote it, for messages: <c>FrequentRatio</c>.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">The value, with its own place.</param>
internal sealed record Entry(string Key, string Written, SourceSpan KeySpan, Value Value);
