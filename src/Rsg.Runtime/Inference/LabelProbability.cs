namespace Rsg.Inference;

/// <summary>A class and how probable the network finds it.</summary>
/// <typeparam name="TLabel">A model's enumeration of classes, or the class's number.</typeparam>
/// <param name="Label">The class.</param>
/// <param name="Probability">The softmax of the scaled logits, in [0, 1]. A network's confidence, which is seldom as right as it is high.</param>
public readonly record struct LabelProbability<TLabel>(TLabel Label, double Probability)
{
    /// <summary>The name of the class as it was declared, which need not be an identifier: <c>Ankle boot</c>. The label's own where none was declared.</summary>
    public string Name { get; init; } = $"{Label}";
}
