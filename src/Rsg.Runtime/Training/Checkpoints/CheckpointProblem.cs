namespace Rsg.Training;

/// <summary>Why a file cannot be gone on from.</summary>
public enum CheckpointProblem
{
    /// <summary>Bytes are missing or were changed: a copy that was cut off, or a disk that failed.</summary>
    Damaged,

    /// <summary>The file is something else than a checkpoint.</summary>
    Foreign,

    /// <summary>A later version of the library wrote it, in a format that this one does not know.</summary>
    NewerFormat,

    /// <summary>It is a whole checkpoint, of a training with another network or RSG.</summary>
    OtherTraining,
}
