using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks;

/// <summary>What a layer or a block is, gives and costs.</summary>
/// <param name="Path">Its state name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Depth">How many blocks and stacks it stands in.</param>
/// <param name="Output">The shape behind it.</param>
/// <param name="Parameters">How many numbers it learns itself, without those of layers in it.</param>
/// <param name="MultiplyAdds">How many multiplications with an addition it takes itself.</param>
/// <param name="HasState">Whether a module stands for it; otherwise it is a mere function, and its path is that of what it stands in.</param>
/// <param name="ChangesShape">Whether another shape comes out than went in.</param>
internal sealed record LayerCost(
    string Path, string Title, int Depth, Shape Output, long Parameters, long MultiplyAdds, bool HasState, bool ChangesShape)
{
    /// <summary>The operation; <c>null</c> for a block or a stack.</summary>
    public Op? Op { get; init; }

    /// <summary>The numbers that the parameters of the block around it have.</summary>
    public Bindings Bindings { get; init; } = Bindings.None;
}
