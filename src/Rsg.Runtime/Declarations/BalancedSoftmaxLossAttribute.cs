namespace Rsg;

/// <summary>Balanced softmax (Ren et al. 2020): cross-entropy of the logits plus the log of the class counts, in training only. The network ends with a linear head.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BalancedSoftmaxLossAttribute : Attribute;
