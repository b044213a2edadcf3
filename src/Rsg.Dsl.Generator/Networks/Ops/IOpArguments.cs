using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>What a network in a file says of one op, and what arrives there. Whatever cannot be is reported, and something usual taken in its place.</summary>
internal interface IOpArguments
{
    /// <summary>The channels, or features, that arrive.</summary>
    Dim Channels { get; }

    /// <summary>Whether a value was said for a key.</summary>
    bool Has(Key key);

    /// <summary>A whole number, or a word of a block's parameters.</summary>
    Dim Whole(Key key);

    Extent Extent(Key key);

    /// <summary>An extent, or <c>null</c> where a word stands in its place or nothing was said.</summary>
    Extent? ExtentUnlessWord(Key key);

    double Number(Key key);

    bool Flag(Key key);

    T Word<T>(Key key)
        where T : struct, Enum;

    /// <summary>Reports that the value of a key cannot be.</summary>
    void Refuse(Key key, string expectation);
}
