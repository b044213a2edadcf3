using System.Collections;
using System.Globalization;

namespace Rsg.Balancing;

/// <summary>How many training samples each class has. Immutable; compared by value.</summary>
public sealed class ClassCounts : IReadOnlyList<int>, IEquatable<ClassCounts>
{
    private readonly int[] counts;

    /// <summary>Takes the counts, one a class, in label order.</summary>
    /// <param name="counts">Training samples per class; at least one class, every count at least 1.</param>
    /// <exception cref="ArgumentException">There is no class, or a class has no sample.</exception>
    public ClassCounts(IEnumerable<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        this.counts = [.. counts];
        if (this.counts.Length == 0)
        {
            throw new ArgumentException("Class counts need at least one class; none was given.", nameof(counts));
        }

        for (var label = 0; label < this.counts.Length; label++)
        {
            if (this.counts[label] < 1)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Class {label} has {this.counts[label]} training samples; every class needs at least 1."),
                    nameof(counts));
            }
        }
    }

    /// <summary>Number of classes.</summary>
    public int Count => counts.Length;

    /// <summary>Training samples of all classes together.</summary>
    public int Total => checked(counts.Sum());

    /// <summary>Samples of the largest class.</summary>
    public int Maximum => counts.Max();

    /// <summary>Samples of the smallest class.</summary>
    public int Minimum => counts.Min();

    /// <summary>Training samples of one class.</summary>
    /// <param name="index">The label, from 0.</param>
    public int this[int index] => counts[index];

    /// <summary>Counts the labels of a training set.</summary>
    /// <param name="labels">The label of every sample, each in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">Number of classes; at least 1.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class does not occur.</exception>
    public static ClassCounts FromLabels(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var counts = new int[classes];
        for (var sample = 0; sample < labels.Count; sample++)
        {
            var label = labels[sample];
            if (label < 0 || label >= classes)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Sample {sample} has label {label}; with {classes} classes a label lies in [0, {classes - 1}]."),
                    nameof(labels));
            }

            counts[label]++;
        }

        return new ClassCounts(counts);
    }

    /// <summary>
    /// The exponential long tail of the imbalanced CIFAR sets: class c has the round-down of
    /// <c>maximum * (1 / ratio)^(c / (classes - 1))</c> samples.
    /// </summary>
    /// <param name="classes">Number of classes; at least 1.</param>
    /// <param name="maximum">Samples of class 0; at least 1.</param>
    /// <param name="ratio">The imbalance ratio rho: samples of the first class over samples of the last; at least 1.</param>
    public static ClassCounts LongTailed(int classes, int maximum, double ratio)
    {
        CheckImbalance(classes, maximum, ratio);
        var factor = 1.0 / ratio;
        return new ClassCounts(Enumerable.Range(0, classes).Select(label =>
            label == 0 ? maximum : RoundDown(maximum * Math.Pow(factor, label / (classes - 1.0)))));
    }

    /// <summary>
    /// Step imbalance: the first half of the classes has <paramref name="maximum"/> samples each, the others the round-down
    /// of <c>maximum / ratio</c>. With an odd number of classes the smaller half is the frequent one.
    /// </summary>
    /// <param name="classes">Number of classes; at least 1.</param>
    /// <param name="maximum">Samples of a frequent class; at least 1.</param>
    /// <param name="ratio">The imbalance ratio rho; at least 1.</param>
    public static ClassCounts Step(int classes, int maximum, double ratio)
    {
        CheckImbalance(classes, maximum, ratio);
        var rare = RoundDown(maximum / ratio);
        return new ClassCounts(Enumerable.Range(0, classes).Select(label => label < classes / 2 ? maximum : rare));
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)counts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the other has the same counts in the same order.</summary>
    public bool Equals(ClassCounts? other) => other is not null && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassCounts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var count in counts)
        {
            hash.Add(count);
        }

        return hash.ToHashCode();
    }

    /// <summary>A 49th of 49 is 1, though the product with the binary 1 / 49 lies just below.</summary>
    private static int RoundDown(double images)
    {
        const double Rounding = 1e-9;
        return (int)Math.Floor(images + Rounding);
    }

    private static void CheckImbalance(int classes, int maximum, double ratio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        if (!(ratio >= 1) || double.IsInfinity(ratio))
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The imbalance ratio (largest over smallest class) must be a number of at least 1.");
        }
    }
}
