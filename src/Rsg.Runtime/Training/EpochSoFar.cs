namespace Rsg.Training;

/// <summary>What is known of an epoch between two of its steps: all that its report needs of the steps that are done, and where its images go on.</summary>
internal sealed record EpochSoFar
{
    /// <summary>Before the first step.</summary>
    public static EpochSoFar None { get; } = new();

    /// <summary>Steps that are done.</summary>
    public int Steps { get; init; }

    /// <summary>The number of the batch that is next. More than <see cref="Steps"/> where no image of a batch could be read.</summary>
    public int NextBatch { get; init; }

    /// <summary>Real images of these steps.</summary>
    public int Images { get; init; }

    /// <summary>Samples that the RSG generated in them.</summary>
    public int Generated { get; init; }

    /// <summary>Images before <see cref="NextBatch"/> that could not be read.</summary>
    public long SkippedImages { get; init; }

    /// <summary>The sums of the losses, each times the images of its step.</summary>
    public LossSums Losses { get; init; }

    /// <summary>How long the steps took, with what lay between them.</summary>
    public TimeSpan Duration { get; init; }
}
