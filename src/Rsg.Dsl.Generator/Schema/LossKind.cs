using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>A classification loss that can be declared. A new loss is a row in <see cref="LossCatalogue"/>, an attribute and a class in the runtime.</summary>
/// <param name="Schema">How it is declared; the runtime's class has the name of the attribute.</param>
/// <param name="NeededHead">The head that it works with: cosines where it scales them itself, linear where it does not.</param>
/// <param name="NeedsClassCounts">Whether its constructor takes the class counts first.</param>
/// <param name="IsDisposable">Whether it holds tensors of its own.</param>
internal sealed record LossKind(SectionSchema Schema, HeadKind NeededHead, bool NeedsClassCounts, bool IsDisposable)
{
    /// <summary>The same loss without class weights or priors, where it makes up for unequal classes by itself; otherwise <c>null</c>.</summary>
    public LossKind? Unbalanced { get; init; }

    /// <summary>The runtime's class.</summary>
    public string TypeName => Schema.Attribute;

    /// <summary>Its own numbers, in the order of its constructor.</summary>
    public EquatableArray<Key> Parameters => Schema.Keys;
}
