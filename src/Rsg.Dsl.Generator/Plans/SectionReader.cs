using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>
/// Takes typed values out of a section: what was said or, where nothing was said or it cannot be, the default. What cannot be has been
/// reported by <see cref="SectionCheck"/>.
/// </summary>
internal sealed class SectionReader(Section? section, Wording wording)
{
    /// <summary>Whether a value for the key was said.</summary>
    public bool Has(Key key) => section?.Find(key.Name) is not null;

    /// <summary>Where the value of a key stands, or else its section.</summary>
    public SourceSpan? SpanOf(Key key) => section?.Find(key.Name)?.Value.Span ?? section?.Span;

    /// <summary>A key that was said, as it was written.</summary>
    public string Written(Key key) => section!.Find(key.Name)!.Written;

    public double Number(Key key) => Accepted(key) ?? key.Default!.Value;

    /// <summary>The number that was said, or the default, if it has one; <c>null</c> where it cannot be, so that nothing else is judged by it.</summary>
    public double? Accepted(Key key) => Has(key) ? (Find(key) as Value.Number)?.Amount : key.Default;

    public int Whole(Key key) => (int)Number(key);

    /// <summary>A whole number; <c>null</c> where it was not said and has no default, or cannot be.</summary>
    public int? OptionalWhole(Key key) => (int?)Accepted(key);

    public bool Flag(Key key) => Find(key) is Value.Flag flag ? flag.IsSet : key.DefaultWord == "true";

    public string? Text(Key key) => (Find(key) as Value.Text)?.Content;

    public T Word<T>(Key key)
        where T : struct, Enum => OptionalWord<T>(key) ?? Parse<T>(key.DefaultWord!);

    public T? OptionalWord<T>(Key key)
        where T : struct, Enum => Text(key) is { } word ? Parse<T>(word) : null;

    /// <summary>Several words of an enumeration of flags.</summary>
    public T Words<T>(Key key)
        where T : struct, Enum => Find(key) switch
        {
            Value.Text word => Parse<T>(word.Content),
            Value.List words => Parse<T>(words.Items.Count == 0 ? "0" : string.Join(",", words.Items.Cast<Value.Text>().Select(static word => word.Content))),
            _ => Parse<T>(key.DefaultWord!),
        };

    /// <summary>The items of a list; <c>null</c> where none was said or it cannot be.</summary>
    public IReadOnlyList<T>? Items<T>(Key key)
        where T : Value => Find(key) is Value.List list ? [.. list.Items.Cast<T>()] : null;

    private static T Parse<T>(string words)
        where T : struct, Enum => (T)Enum.Parse(typeof(T), words, ignoreCase: true);

    private Value? Find(Key key) => section?.Find(key.Name) is { } entry && !ValueCheck.Find(key, entry, wording).Any() ? entry.Value : null;
}
