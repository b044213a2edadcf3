namespace Rsg;

/// <summary>
/// Marks the member of a <see cref="NetworkAttribute"/> class that ends the network: it gives the logits (N, classes).
/// A <c>Linear</c> or <c>NormedLinear</c> gets the mean over each feature map of the last stage, (N, channels); any other module gets the
/// maps themselves.
/// </summary>
/// <remarks>The member is a readonly field or a property with only a getter, and holds a <c>Module&lt;Tensor, Tensor&gt;</c>.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class HeadAttribute : Attribute;
