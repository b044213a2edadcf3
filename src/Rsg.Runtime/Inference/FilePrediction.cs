namespace Rsg.Inference;

/// <summary>What a network takes the image of a file for, or why the file cannot be read.</summary>
/// <typeparam name="TLabel">A model's enumeration of classes, or the class's number.</typeparam>
/// <param name="Path">The file.</param>
/// <param name="Prediction">The prediction; <see langword="null"/> where there is a fault.</param>
/// <param name="Fault">Why there is no prediction, as the end of a sentence about the file (<c>is cut short</c>); <see langword="null"/> where there is one.</param>
public sealed record FilePrediction<TLabel>(string Path, Prediction<TLabel>? Prediction, string? Fault)
{
    /// <summary>The file and what it is taken for, in a line.</summary>
    public override string ToString() => Prediction is null ? $"'{Path}' {Fault}." : $"{Path}: {Prediction}";
}
