using Rsg.Evaluation;

namespace QuickStart;

/// <summary>How well a trained network does, and how long its training took.</summary>
internal sealed record TrainedNetwork(EvaluationResult Result, TimeSpan Duration);
