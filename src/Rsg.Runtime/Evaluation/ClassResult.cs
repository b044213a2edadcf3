using Rsg.Balancing;

namespace Rsg.Evaluation;

/// <summary>How one class was told from the others.</summary>
/// <param name="Label">The class.</param>
/// <param name="TrainingSamples">Its training samples.</param>
/// <param name="Samples">Its evaluated samples.</param>
/// <param name="Correct">Those of them that were predicted right.</param>
/// <param name="Predicted">Samples of any class that were predicted to be of this one.</param>
public sealed record ClassResult(int Label, int TrainingSamples, int Samples, int Correct, int Predicted)
{
    /// <summary>Many-, medium- or few-shot.</summary>
    public ShotGroup Group => EvaluationResult.GroupOf(TrainingSamples);

    /// <summary>Right ones among its samples (recall), in [0, 1]; <see langword="null"/> without samples.</summary>
    public double? Accuracy => Samples == 0 ? null : (double)Correct / Samples;

    /// <summary>Right ones among what was predicted to be of this class, in [0, 1]; <see langword="null"/> when nothing was.</summary>
    public double? Precision => Predicted == 0 ? null : (double)Correct / Predicted;

    /// <summary>The harmonic mean of accuracy and precision, in [0, 1]; 0 for a class that has samples and was never predicted; <see langword="null"/> without samples.</summary>
    public double? F1 => Samples == 0 ? null : 2.0 * Correct / ((long)Samples + Predicted);

    internal static ClassResult Of(ConfusionMatrix confusion, ClassCounts trainingCounts, int label) =>
        new(label, trainingCounts[label], confusion.SamplesOf(label), confusion[label, label], confusion.PredictedAs(label));
}
