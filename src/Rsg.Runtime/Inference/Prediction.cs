using System.Collections.Immutable;
using System.Globalization;

namespace Rsg.Inference;

/// <summary>What a network takes an image for.</summary>
/// <typeparam name="TLabel">A model's enumeration of classes, or the class's number.</typeparam>
public sealed class Prediction<TLabel>
{
    internal Prediction(ImmutableArray<LabelProbability<TLabel>> ranking) => Ranking = ranking;

    /// <summary>The most probable classes, the most probable first; of equal ones the lower first. At least one.</summary>
    public ImmutableArray<LabelProbability<TLabel>> Ranking { get; }

    /// <summary>The most probable class.</summary>
    public TLabel Label => Ranking[0].Label;

    /// <summary>The probability of <see cref="Label"/>.</summary>
    public double Probability => Ranking[0].Probability;

    /// <summary>Such as <c>dent 93.1 %, scratch 4.0 %</c>.</summary>
    public override string ToString() =>
        string.Join(", ", Ranking.Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {100 * entry.Probability:F1} %")));
}
