namespace Rsg.Training;

/// <summary>A training cannot go on from a file. Nothing was changed by the attempt.</summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string path, CheckpointProblem problem, string what, Exception? cause = null)
        : base($"Cannot go on from '{path}': {what}", cause)
        => (Path, Problem, What) = (path, problem, what);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What kind of problem it is; the message has the details.</summary>
    public CheckpointProblem Problem { get; }

    /// <summary>The message without the file.</summary>
    internal string What { get; }
}
