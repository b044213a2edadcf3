namespace Rsg.Evaluation;

/// <summary>How often samples of each class were predicted to be of each class.</summary>
/// <remarks>
/// Only cells that are not 0 are held: never more than there are samples, so that thousands of classes (8142 would have 66 million
/// cells) take as much memory as the samples that were evaluated, and some numbers a class.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly Dictionary<long, int> cells;
    private readonly int[] samples;
    private readonly int[] predictions;

    /// <summary>Starts with no samples.</summary>
    /// <param name="classes">How many classes there are; at least 2.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        cells = [];
        samples = new int[classes];
        predictions = new int[classes];
    }

    private ConfusionMatrix(ConfusionMatrix other)
    {
        cells = new Dictionary<long, int>(other.cells);
        samples = [.. other.samples];
        predictions = [.. other.predictions];
        Total = other.Total;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes => samples.Length;

    /// <summary>All samples.</summary>
    public int Total { get; private set; }

    /// <summary>The cells that are not 0, ordered by label and then by prediction.</summary>
    public IEnumerable<ConfusionCell> Cells => cells
        .OrderBy(cell => cell.Key)
        .Select(cell => new ConfusionCell((int)(cell.Key / Classes), (int)(cell.Key % Classes), cell.Value));

    /// <summary>Samples of one class that were predicted to be of another, or of the same.</summary>
    /// <param name="label">Their true class.</param>
    /// <param name="prediction">The predicted class.</param>
    public int this[int label, int prediction] => cells.GetValueOrDefault(Cell(label, prediction));

    /// <summary>Adds samples.</summary>
    /// <param name="label">Their true class.</param>
    /// <param name="prediction">The predicted class.</param>
    /// <param name="samples">How many; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="OverflowException">There would be more than 2147483647 samples.</exception>
    public void Add(int label, int prediction, int samples = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        long cell = Cell(label, prediction);
        if (samples == 0)
        {
            return;
        }

        Total = checked(Total + samples);
        cells[cell] = cells.GetValueOrDefault(cell) + samples;
        this.samples[label] += samples;
        predictions[prediction] += samples;
    }

    /// <summary>All samples of one class.</summary>
    /// <param name="label">Their true class.</param>
    public int SamplesOf(int label) => samples[Checked(label, nameof(label))];

    /// <summary>All samples that were predicted to be of one class.</summary>
    /// <param name="prediction">The predicted class.</param>
    public int PredictedAs(int prediction) => predictions[Checked(prediction, nameof(prediction))];

    /// <summary>Makes one of the cells of a file: a label, a prediction and a number of samples each.</summary>
    /// <exception cref="FormatException">A cell has another number of numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or fewer than 0 samples.</exception>
    /// <exception cref="OverflowException">There are more than 2147483647 samples.</exception>
    internal static ConfusionMatrix FromCells(int classes, IEnumerable<int[]> cells)
    {
        var confusion = new ConfusionMatrix(classes);
        foreach (int[] cell in cells)
        {
            if (cell is not [var label, var prediction, var samples])
            {
                throw new FormatException("A cell of a confusion matrix has three numbers.");
            }

            confusion.Add(label, prediction, samples);
        }

        return confusion;
    }

    internal ConfusionMatrix Copy() => new(this);

    private long Cell(int label, int prediction) =>
        ((long)Checked(label, nameof(label)) * Classes) + Checked(prediction, nameof(prediction));

    private int Checked(int index, string name) =>
        index >= 0 && index < Classes ? index : throw new ArgumentOutOfRangeException(name, index, $"There are {Classes} classes.");
}
