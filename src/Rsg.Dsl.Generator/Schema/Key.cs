using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>
/// Something that can be said in a declaration: how it is called, what it may be, what it is where nothing is said, and what it means.
/// The readers, the checks, the defaults, the documentation and the schema for editors all come from it.
/// </summary>
internal sealed record Key
{
    private Key(string name, KeyKind kind, string doc) => (Name, Kind, Doc) = (name, kind, doc);

    /// <summary>The name in camelCase, as in a file; the property of an attribute has the same name in PascalCase.</summary>
    public string Name { get; }

    public KeyKind Kind { get; }

    /// <summary>What it means, in one plain sentence, with the section of the paper where there is one.</summary>
    public string Doc { get; }

    /// <summary>What its number, or each of its numbers, may be.</summary>
    public NumberRange? Range { get; private init; }

    /// <summary>The words that it may be, in camelCase.</summary>
    public EquatableArray<string> Words { get; private init; }

    /// <summary>The number that it is where nothing is said.</summary>
    public double? Default { get; private init; }

    /// <summary>The word that it is where nothing is said; <c>true</c> or <c>false</c> for a flag.</summary>
    public string? DefaultWord { get; init; }

    /// <summary>What it is where nothing is said, if that follows from something else: <c>what the loss needs</c>.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The words of another key that alone it means something beside, if it is so.</summary>
    public KeyCondition? Condition { get; private init; }

    /// <summary>Whether it must be said.</summary>
    public bool IsRequired { get; init; }

    public static Key Whole(string name, NumberRange range, string doc) => new(name, KeyKind.WholeNumber, doc) { Range = range };

    public static Key Whole(string name, int defaultNumber, NumberRange range, string doc) => Whole(name, range, doc) with { Default = defaultNumber };

    /// <summary>A whole number for height and width alike, or a list of two.</summary>
    public static Key Extent(string name, NumberRange range, string doc) => new(name, KeyKind.Extent, doc) { Range = range };

    public static Key Extent(string name, int defaultNumber, NumberRange range, string doc) => Extent(name, range, doc) with { Default = defaultNumber };

    /// <summary>An extent, or one of a few words; the default is the first word.</summary>
    public static Key ExtentOrWord(string name, NumberRange range, EquatableArray<string> words, string doc)
        => Extent(name, range, doc) with { Words = words, DefaultWord = words[0] };

    public static Key Number(string name, double defaultNumber, NumberRange range, string doc)
        => new(name, KeyKind.Number, doc) { Range = range, Default = defaultNumber };

    public static Key Flag(string name, bool defaultFlag, string doc) => new(name, KeyKind.Flag, doc) { DefaultWord = defaultFlag ? "true" : "false" };

    public static Key Text(string name, string doc) => new(name, KeyKind.Text, doc);

    public static Key Word(string name, EquatableArray<string> words, string doc) => new(name, KeyKind.Word, doc) { Words = words };

    /// <summary>One word of an enumeration without a default.</summary>
    public static Key Word<T>(string name, string doc)
        where T : struct, Enum => Word(name, WordsOf<T>(), doc);

    /// <summary>One word of an enumeration.</summary>
    public static Key Word<T>(string name, T defaultWord, string doc)
        where T : struct, Enum => Word<T>(name, doc) with { DefaultWord = Casing.Camel(defaultWord.ToString()) };

    /// <summary>Some words of an enumeration of flags.</summary>
    public static Key SomeWords<T>(string name, T defaultWord, string doc)
        where T : struct, Enum => new(name, KeyKind.Words, doc) { Words = WordsOf<T>(), DefaultWord = Casing.Camel(defaultWord.ToString()) };

    public static Key WholeNumbers(string name, NumberRange range, string doc) => new(name, KeyKind.WholeNumbers, doc) { Range = range };

    public static Key Numbers(string name, NumberRange range, string doc) => new(name, KeyKind.Numbers, doc) { Range = range };

    public static Key Texts(string name, string doc) => new(name, KeyKind.Texts, doc);

    /// <summary>The same key, which means something only beside some words of another key of its part.</summary>
    public Key OnlyWith<T>(Key other, params IEnumerable<T> words)
        where T : struct, Enum => this with { Condition = new KeyCondition(other, words.Select(static word => Casing.Camel(word.ToString())).ToEquatableArray()) };

    private static EquatableArray<string> WordsOf<T>()
        where T : struct, Enum => Enum.GetNames(typeof(T)).Select(Casing.Camel).ToEquatableArray();
}
