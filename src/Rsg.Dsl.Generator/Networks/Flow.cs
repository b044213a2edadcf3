namespace Rsg.Dsl.Networks;

/// <summary>
/// What is known of a tensor inside a block, where shapes are not numbers yet: its channels in terms of the block's parameters. An op that
/// is made for what arrives (a batch normalisation, a convolution) is written with it.
/// </summary>
/// <param name="Channels">Its channels, or its features where it is a vector; <c>null</c> where that depends on the size of the maps.</param>
/// <param name="Positions">How many values a channel has, where that does not depend on the size of the input.</param>
/// <param name="Stride">How much smaller its maps are than those at the block's start.</param>
internal readonly record struct Flow(Dim? Channels, Dim? Positions, Dim Stride)
{
    /// <summary>What stands for a tensor of which nothing can be said any more, because something before it is wrong.</summary>
    public static readonly Flow StandIn = new(1, Positions: null, Stride: 1);

    /// <summary>The most terms that one of its numbers is written with.</summary>
    public int Terms => Math.Max(Math.Max(Channels?.Terms ?? 0, Positions?.Terms ?? 0), Stride.Terms);

    /// <summary>The same with the parameters replaced by what a use gives them.</summary>
    public Flow Substitute(IReadOnlyDictionary<string, Dim> arguments)
        => new(Channels?.Substitute(arguments), Positions?.Substitute(arguments), Stride.Substitute(arguments));
}
