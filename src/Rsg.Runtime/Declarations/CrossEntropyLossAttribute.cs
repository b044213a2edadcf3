namespace Rsg;

/// <summary>Trains with the softmax cross-entropy (the paper's ERM).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CrossEntropyLossAttribute : Attribute;
