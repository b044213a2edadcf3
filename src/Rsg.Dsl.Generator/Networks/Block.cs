using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks.Nodes;

namespace Rsg.Dsl.Networks;

/// <summary>
/// A piece of a network that is written once and used many times with other numbers: one emitted class. Two blocks of a network are equal where
/// their class names are; two networks compare what is in each block once (<see cref="NetworkGraph"/>). Blocks in blocks would otherwise be
/// compared again at every use, which doubles with every level.
/// </summary>
/// <param name="ClassName">The name of that class.</param>
/// <param name="Summary">What it is, for its doc comment.</param>
/// <param name="Parameters">The C# names of the whole numbers that its uses give, in the order of the class's constructor.</param>
/// <param name="Body">What it does, in terms of its parameters.</param>
internal sealed record Block(string ClassName, string Summary, EquatableArray<string> Parameters, Node Body)
{
    public bool Equals(Block? other) => other is not null && other.ClassName == ClassName;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ClassName);
}
