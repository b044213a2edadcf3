using Rsg.Evaluation;
using Rsg.Training;

namespace Rsg.Watching;

/// <summary>An evaluation that a metrics file tells of.</summary>
public sealed class LoggedEvaluation
{
    private readonly string? path;
    private readonly long offset;
    private readonly int length;

    /// <summary>An evaluation of which the file has the metrics alone.</summary>
    internal LoggedEvaluation(int epoch, Split split, EvaluationMetrics metrics, long skippedImages)
    {
        Epoch = epoch;
        Split = split;
        Metrics = metrics;
        SkippedImages = skippedImages;
    }

    internal LoggedEvaluation(int epoch, Split split, EvaluationResult result, string path, long offset, int length)
        : this(epoch, split, result.Metrics, result.SkippedImages)
    {
        this.path = path;
        this.offset = offset;
        this.length = length;
    }

    /// <summary>After which epoch, counted from 0.</summary>
    public int Epoch { get; }

    /// <summary>On which set.</summary>
    public Split Split { get; }

    /// <summary>Its metrics.</summary>
    public EvaluationMetrics Metrics { get; }

    /// <summary>Images that the set left out because they could not be read.</summary>
    public long SkippedImages { get; }

    /// <summary>Whether the file has its classes and its confusion matrix. One that was restored from a checkpoint may have its metrics alone.</summary>
    public bool HasClasses => path is not null;

    /// <summary>The whole evaluation, with classes and confusion matrix, read again from the file: only the metrics of every epoch are held.</summary>
    /// <exception cref="InvalidOperationException">The file has its metrics alone (<see cref="HasClasses"/>).</exception>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    /// <exception cref="InvalidDataException">The file has changed meanwhile.</exception>
    public EvaluationResult Read()
    {
        if (path is null)
        {
            throw new InvalidOperationException($"Of the evaluation after epoch {Epoch + 1} only the metrics are left.");
        }

        var line = new byte[length];
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            stream.Position = offset;
            if (stream.ReadAtLeast(line, length, throwOnEndOfStream: false) < length)
            {
                throw Changed();
            }
        }

        try
        {
            using var json = MetricsLine.Parse(line);
            return EvaluationLine.Read(json.RootElement);
        }
        catch (Exception error) when (MetricsLine.IsUnreadable(error))
        {
            throw Changed(error);
        }
    }

    private InvalidDataException Changed(Exception? error = null) =>
        new($"'{path}' has changed since it was read; read it again.", error);
}
