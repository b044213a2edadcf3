namespace Rsg.Evaluation;

/// <summary>How often samples of each class were predicted to be of each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] cells;

    /// <summary>Starts with no samples.</summary>
    /// <param name="classes">How many classes there are; at least 2.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        cells = new int[checked(classes * classes)];
    }

    private ConfusionMatrix(ConfusionMatrix other)
    {
        Classes = other.Classes;
        Total = other.Total;
        cells = [.. other.cells];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>All samples.</summary>
    public int Total { get; private set; }

    /// <summary>Samples of one class that were predicted to be of another, or of the same.</summary>
    /// <param name="label">Their true class.</param>
    /// <param name="prediction">The predicted class.</param>
    public int this[int label, int prediction] => cells[Cell(label, prediction)];

    /// <summary>Adds samples.</summary>
    /// <param name="label">Their true class.</param>
    /// <param name="prediction">The predicted class.</param>
    /// <param name="samples">How many; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int label, int prediction, int samples = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        int cell = Cell(label, prediction);
        cells[cell] += samples;
        Total += samples;
    }

    /// <summary>All samples of one class.</summary>
    public int SamplesOf(int label)
    {
        int first = Cell(label, 0);
        return cells.AsSpan(first, Classes).ToArray().Sum();
    }

    internal ConfusionMatrix Copy() => new(this);

    private int Cell(int label, int prediction)
    {
        if (label < 0 || label >= Classes)
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"There are {Classes} classes.");
        }

        if (prediction < 0 || prediction >= Classes)
        {
            throw new ArgumentOutOfRangeException(nameof(prediction), prediction, $"There are {Classes} classes.");
        }

        return (label * Classes) + prediction;
    }
}
