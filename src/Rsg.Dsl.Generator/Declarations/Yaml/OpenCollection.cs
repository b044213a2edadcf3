using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>A list or a mapping whose end has not been met yet.</summary>
/// <param name="isMap">Whether it is a mapping.</param>
/// <param name="isFlow">Whether it stands in brackets or braces.</param>
/// <param name="start">The offset of its first character.</param>
internal sealed class OpenCollection(bool isMap, bool isFlow, int start)
{
    private readonly List<Value> items = [];
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, SourceSpan> keys = new(StringComparer.Ordinal);

    private (string Text, SourceSpan Span)? key;
    private bool isDropped;

    public bool IsFlow => isFlow;

    public int Start => start;

    /// <summary>Whether what comes next is a key.</summary>
    public bool AwaitsKey => isMap && key is null;

    /// <summary>Takes a key; where it was given before, its value will be dropped, and its first place is returned.</summary>
    public SourceSpan? TakeKey(string text, SourceSpan span)
    {
        key = (text, span);
        isDropped = keys.TryGetValue(text, out var first);
        if (isDropped)
        {
            return first;
        }

        keys.Add(text, span);
        return null;
    }

    /// <summary>Whether something in it could not be read, so that nothing can be said of it as a whole.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Leaves out what ends on a line on which the syntax is wrong: it may have been meant otherwise.</summary>
    public void DropLastOn(int line)
    {
        if (isMap && entries.Count > 0 && entries[entries.Count - 1].Value.Span.Lines.End.Line == line)
        {
            entries.RemoveAt(entries.Count - 1);
        }
    }

    /// <summary>Leaves out a value that could not be read.</summary>
    public void DropValue() => key = null;

    /// <summary>Takes a key that has been refused: its value is dropped.</summary>
    public void DropKey() => (key, isDropped) = (("", default), true);

    public void TakeValue(Value value)
    {
        if (!isMap)
        {
            items.Add(value);
            return;
        }

        if (!isDropped)
        {
            entries.Add(new Entry(key!.Value.Text, key.Value.Text, key.Value.Span, value));
        }

        key = null;
    }

    /// <summary>The finished value. One in brackets or braces ends with them; any other ends with the last thing in it.</summary>
    public Value Close(YamlSource source, int end)
    {
        var text = source.Text;
        var first = isMap ? entries.FirstOrDefault()?.KeySpan : items.FirstOrDefault()?.Span;
        var last = isMap ? entries.LastOrDefault()?.Value.Span : items.LastOrDefault()?.Span;

        var hasBracket = isFlow && start < text.Length && text[start] == (isMap ? '{' : '[');
        var closes = hasBracket && end < text.Length && text[end] == (isMap ? '}' : ']');
        var span = source.SpanOf(
            hasBracket || !isFlow || first is null ? start : first.Value.Span.Start,
            closes ? end + 1 : last?.Span.End ?? end);
        return isMap ? new Value.Map(entries.ToEquatableArray(), span) : new Value.List(items.ToEquatableArray(), span);
    }
}
