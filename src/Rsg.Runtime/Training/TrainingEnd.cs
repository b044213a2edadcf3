namespace Rsg.Training;

/// <summary>The training is over.</summary>
/// <param name="Epochs">Epochs that were done.</param>
/// <param name="Elapsed">Time since the training started.</param>
public sealed record TrainingEnd(int Epochs, TimeSpan Elapsed);
