namespace Rsg;

/// <summary>A published setting: it fills in whatever the other attributes leave open, and adds no loss, no rebalancing and no RSG. What is said beside it wins.</summary>
/// <param name="name">The setting's name; <see cref="Recipes"/> has every name as a constant.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecipeAttribute(string name) : Attribute
{
    /// <summary>The setting's name, for example <c>cifar-lt</c>.</summary>
    public string Name { get; } = name;
}
