using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks.Nodes;

/// <summary>An op.</summary>
/// <param name="Name">
/// The name of its state inside the network or block, as PyTorch has it: <c>conv1</c> holds <c>conv1.weight</c>, and <c>features.conv0</c>
/// stands in a group. A mere function has none.
/// </param>
/// <param name="Op">What it does.</param>
internal sealed record Layer(string Name, Op Op) : Node
{
    public static Layer Function(Op op) => new("", op);
}
