namespace Rsg.Evaluation;

/// <summary>A cell of a confusion matrix.</summary>
/// <param name="Label">The true class.</param>
/// <param name="Prediction">The predicted class.</param>
/// <param name="Samples">How many samples; at least 1.</param>
public readonly record struct ConfusionCell(int Label, int Prediction, int Samples);
