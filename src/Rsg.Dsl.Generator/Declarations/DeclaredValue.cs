using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>A value that was said, and where.</summary>
/// <param name="Key">The key in camelCase, whichever form was read: <c>frequentRatio</c>.</param>
/// <param name="Written">The key as its author wrote it, for messages: <c>FrequentRatio</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Span">Where the value stands.</param>
internal sealed record DeclaredValue(string Key, string Written, Scalar Value, SourceSpan Span);

/// <summary>What a value can be.</summary>
internal abstract record Scalar
{
    /// <summary>A number, whole or not.</summary>
    public sealed record Number(double Value) : Scalar;

    /// <summary>A text, or one of a set of words.</summary>
    public sealed record Text(string Value) : Scalar;

    /// <summary>Numbers in order.</summary>
    public sealed record Numbers(EquatableArray<double> Values) : Scalar;

    /// <summary>Words in order.</summary>
    public sealed record Words(EquatableArray<string> Values) : Scalar;
}
