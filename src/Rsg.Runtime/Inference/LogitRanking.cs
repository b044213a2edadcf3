using System.Collections.Immutable;
using System.Globalization;

namespace Rsg.Inference;

/// <summary>Makes probabilities of one image's logits, and puts the classes in their order.</summary>
internal static class LogitRanking
{
    /// <summary>The most probable classes.</summary>
    /// <param name="logits">One a class.</param>
    /// <param name="scale">What they are multiplied by before the softmax.</param>
    /// <param name="count">How many classes are wanted.</param>
    /// <param name="labelOf">A class by its number.</param>
    /// <param name="names">The names of the classes; <see langword="null"/> where they are the labels' own.</param>
    /// <exception cref="NotFiniteNumberException">A logit is infinite or not a number.</exception>
    public static ImmutableArray<LabelProbability<TLabel>> Of<TLabel>(ReadOnlySpan<float> logits, double scale, int count, Func<int, TLabel> labelOf, IReadOnlyList<string>? names = null)
    {
        var largest = double.NegativeInfinity;
        for (var label = 0; label < logits.Length; label++)
        {
            if (!float.IsFinite(logits[label]))
            {
                throw new NotFiniteNumberException(
                    string.Create(CultureInfo.InvariantCulture, $"The logit of class {label} is {logits[label]}: the network's weights or the image are damaged."), logits[label]);
            }

            largest = Math.Max(largest, logits[label]);
        }

        var probabilities = new double[logits.Length];
        var classes = new int[logits.Length];
        var sum = 0.0;
        for (var label = 0; label < logits.Length; label++)
        {
            classes[label] = label;
            probabilities[label] = Math.Exp(scale * (logits[label] - largest));
            sum += probabilities[label];
        }

        Array.Sort(classes, (one, other) => probabilities[one] == probabilities[other] ? one.CompareTo(other) : probabilities[other].CompareTo(probabilities[one]));
        return [.. classes.Take(count).Select(label =>
        {
            var entry = new LabelProbability<TLabel>(labelOf(label), probabilities[label] / sum);
            return names is null ? entry : entry with { Name = names[label] };
        })];
    }
}
