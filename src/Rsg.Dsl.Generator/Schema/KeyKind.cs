namespace Rsg.Dsl.Schema;

/// <summary>What the value of a key is.</summary>
internal enum KeyKind
{
    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A whole number for height and width, or two; where the key has words too, one of them may stand in its place.</summary>
    Extent,

    /// <summary>A number, whole or not.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>One of the key's words.</summary>
    Word,

    /// <summary>Some of the key's words.</summary>
    Words,

    /// <summary>Whole numbers in order.</summary>
    WholeNumbers,

    /// <summary>Numbers in order, whole or not.</summary>
    Numbers,

    /// <summary>Texts in order.</summary>
    Texts,
}
