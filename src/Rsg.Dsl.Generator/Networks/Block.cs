using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks.Nodes;

namespace Rsg.Dsl.Networks;

/// <summary>A piece of a network that is written once and used many times with other numbers: one emitted class.</summary>
/// <param name="ClassName">The name of that class.</param>
/// <param name="Summary">What it is, for its doc comment.</param>
/// <param name="Parameters">The C# names of the whole numbers that its uses give, in the order of the class's constructor.</param>
/// <param name="Body">What it does, in terms of its parameters.</param>
internal sealed record Block(string ClassName, string Summary, EquatableArray<string> Parameters, Node Body);
