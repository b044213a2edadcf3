using System.Collections;
using System.Collections.Immutable;

namespace Rsg.Balancing;

/// <summary>Training samples of each class; every class has at least one. Immutable, equal when all counts are.</summary>
public sealed class ClassCounts : IReadOnlyList<int>, IEquatable<ClassCounts>
{
    private readonly ImmutableArray<int> counts;

    /// <summary>Takes the counts in class order.</summary>
    /// <exception cref="ArgumentException">There is no class, or a count is below 1.</exception>
    public ClassCounts(IEnumerable<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        this.counts = [.. counts];
        if (this.counts.IsEmpty)
        {
            throw new ArgumentException("There are no classes.", nameof(counts));
        }

        for (int label = 0; label < this.counts.Length; label++)
        {
            if (this.counts[label] < 1)
            {
                throw new ArgumentException($"Class {label} has {this.counts[label]} training samples; every class needs at least 1.", nameof(counts));
            }
        }

        Total = checked(this.counts.Sum());
        Maximum = this.counts.Max();
        Minimum = this.counts.Min();
    }

    /// <summary>All samples.</summary>
    public int Total { get; }

    /// <summary>Samples of the largest class.</summary>
    public int Maximum { get; }

    /// <summary>Samples of the smallest class.</summary>
    public int Minimum { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => counts.Length;

    /// <summary>Samples of one class.</summary>
    public int this[int index] => counts[index];

    /// <summary>Counts labels.</summary>
    /// <param name="labels">The class of each sample, in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">A label is out of range, or a class has no sample.</exception>
    public static ClassCounts FromLabels(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var counts = new int[classes];
        for (int index = 0; index < labels.Count; index++)
        {
            int label = labels[index];
            if (label < 0 || label >= classes)
            {
                throw new ArgumentException($"The label of sample {index} is {label}; with {classes} classes it must be 0 to {classes - 1}.", nameof(labels));
            }

            counts[label]++;
        }

        return new ClassCounts(counts);
    }

    /// <summary>Exponentially falling counts (Cui et al. 2019): class c has the whole part of maximum * (1 / ratio)^(c / (classes - 1)).</summary>
    public static ClassCounts LongTailed(int classes, int maximum, double ratio)
    {
        Check(classes, maximum, ratio);
        return new ClassCounts(Enumerable.Range(0, classes).Select(label => (int)(maximum * Math.Pow(1 / ratio, label / (classes - 1.0)))));
    }

    /// <summary>The first half of the classes with <paramref name="maximum"/>, the others with the whole part of maximum / ratio.</summary>
    public static ClassCounts Step(int classes, int maximum, double ratio)
    {
        Check(classes, maximum, ratio);
        return new ClassCounts(Enumerable.Range(0, classes).Select(label => label < classes / 2 ? maximum : (int)(maximum * (1 / ratio))));
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)counts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ClassCounts? other) => other is not null && counts.AsSpan().SequenceEqual(other.counts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassCounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Total, Maximum, Minimum);

    private static void Check(int classes, int maximum, double ratio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        if (!double.IsFinite(ratio) || ratio < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio of the largest class to the smallest must be finite and at least 1.");
        }
    }
}
