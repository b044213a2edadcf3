namespace Rsg;

/// <summary>
/// Puts a member of a <see cref="NetworkAttribute"/> class into a stage. Stages run in the order of their numbers, members of one stage in
/// the order of their declaration. Each maps feature maps (N, channels, height, width), the first one images, to feature maps.
/// </summary>
/// <remarks>
/// The member is a readonly field or a property with only a getter, and holds a <c>Module&lt;Tensor, Tensor&gt;</c>. It must leave its input
/// as it is: no <c>inplace: true</c> in its first module, because the RSG may still need what comes in.
/// </remarks>
/// <param name="number">The stage, counted from 1 without a gap.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class StageAttribute(int number) : Attribute
{
    /// <summary>The stage, counted from 1.</summary>
    public int Number { get; } = number;
}
