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
