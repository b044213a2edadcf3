using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>
/// How a message names what is not written in a declaration but might be: in the words of the form in which it was written. What is
/// written there has its own words, in <see cref="Entry.Written"/> and <see cref="Section.Written"/>.
/// </summary>
internal abstract record Wording
{
    /// <summary>An example of how a network is named.</summary>
    public abstract string ExampleNetwork { get; }

    /// <summary>What is written for a part that is left out, where it can be written.</summary>
    public abstract string? None { get; }

    /// <summary>The name of a key: <c>FrequentRatio</c>, <c>frequentRatio</c>.</summary>
    public abstract string Key(Key key);

    /// <summary>A word that a key may be: <c>RareSamples</c>, <c>rareSamples</c>.</summary>
    public abstract string Word(string word);

    /// <summary>A key with a word: <c>Head.Cosine</c>, <c>head: cosine</c>.</summary>
    public abstract string KeyIsWord(Key key, string word);

    /// <summary>A key with a number: <c>Stage = 2</c>, <c>stage: 2</c>.</summary>
    public abstract string KeyIsNumber(Key key, double number);

    /// <summary>A key with a text: <c>After = "head"</c>, <c>after: head</c>.</summary>
    public abstract string KeyIsText(Key key, string text);

    /// <summary>A part, as it is written without keys: <c>[LdamLoss]</c>, <c>loss: ldam</c>.</summary>
    public abstract string Part(SectionSchema schema);

    /// <summary>A part with one key, as one of the other methods words it: <c>[RsgInsert(Stage = 2)]</c>, <c>rsg: { stage: 2 }</c>.</summary>
    public abstract string Part(SectionSchema schema, string said);
}
