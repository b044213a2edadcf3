using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>How a network in a file says an op.</summary>
/// <param name="Name">Its name: <c>conv</c>.</param>
/// <param name="StateName">What its state is called, before a number: <c>conv</c> in <c>conv1.weight</c>. A mere function has none.</param>
/// <param name="Doc">What it is, in one plain sentence.</param>
/// <param name="Keys">What can be said of it.</param>
/// <param name="Make">Makes the op of what was said.</param>
internal sealed record OpSyntax(string Name, string StateName, string Doc, EquatableArray<Key> Keys, Func<IOpArguments, Op> Make)
{
    /// <summary>Whether a lone value stands for the first key: <c>dropout: 0.1</c>.</summary>
    public bool TakesLoneValue { get; init; } = Keys.Count > 0;
}

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
