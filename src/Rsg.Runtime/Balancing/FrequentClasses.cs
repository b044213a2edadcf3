using System.Globalization;

namespace Rsg.Balancing;

/// <summary>Which classes are frequent; all others are rare (section 3 of the paper, "frequent-class ratio").</summary>
public sealed class FrequentClasses
{
    // 0.29 of 100 classes means 29, and a third of 3 means 1, though the binary product lies just below.
    private const double Rounding = 1e-9;

    private readonly bool[] frequent;

    /// <summary>Names the frequent classes.</summary>
    /// <param name="classes">Number of all classes; at least 1.</param>
    /// <param name="frequent">Labels of the frequent ones, in any order, without repetition. May be empty: then nothing is ever generated.</param>
    /// <exception cref="ArgumentException">A label is out of range or named twice.</exception>
    public FrequentClasses(int classes, IEnumerable<int> frequent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentNullException.ThrowIfNull(frequent);
        this.frequent = new bool[classes];
        foreach (var label in frequent)
        {
            if (label < 0 || label >= classes)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Frequent class {label} does not exist; with {classes} classes a label lies in [0, {classes - 1}]."),
                    nameof(frequent));
            }

            if (this.frequent[label])
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Frequent class {label} is named twice."), nameof(frequent));
            }

            this.frequent[label] = true;
        }

        Classes = [.. Enumerable.Range(0, classes).Where(label => this.frequent[label])];
    }

    /// <summary>Labels of the frequent classes, ascending.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>Number of all classes.</summary>
    public int ClassCount => frequent.Length;

    /// <summary>
    /// The round-down of <paramref name="ratio"/> times the number of classes that have the most training samples; among equally
    /// large classes the lower label is frequent.
    /// </summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="ratio">The frequent-class ratio alpha, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ratio"/> is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The ratio makes no class or every class frequent.</exception>
    public static FrequentClasses FromCounts(ClassCounts counts, double ratio)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!(ratio >= 0 && ratio <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The frequent-class ratio must lie in [0, 1].");
        }

        // The generator checks declarations with this very rule.
        var number = (int)Math.Floor((ratio * counts.Count) + Rounding);
        if (number == 0 || number == counts.Count)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A frequent-class ratio of {ratio} makes {number} of {counts.Count} classes frequent; RSG needs frequent and rare classes."),
                nameof(ratio));
        }

        var bySize = Enumerable.Range(0, counts.Count).OrderByDescending(label => counts[label]);
        return new FrequentClasses(counts.Count, bySize.Take(number));
    }

    /// <summary>Whether a class is frequent.</summary>
    /// <param name="label">A label in [0, <see cref="ClassCount"/>).</param>
    public bool Contains(int label) => frequent[label];
}
