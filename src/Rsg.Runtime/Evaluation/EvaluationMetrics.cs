namespace Rsg.Evaluation;

/// <summary>The numbers of an evaluation, without what belongs to single classes. All are shares in [0, 1]; means are over the classes that have evaluated samples.</summary>
/// <param name="Accuracy">Top-1 accuracy: the share of all samples whose largest logit is their class's.</param>
/// <param name="TopFiveAccuracy">The share of all samples whose class's logit is among the five largest; <see langword="null"/> with fewer than 6 classes, where nearly every sample is.</param>
/// <param name="MacroAccuracy">The mean of the classes' accuracies (balanced accuracy, macro recall).</param>
/// <param name="MacroPrecision">The mean of the classes' precisions; a class that was never predicted counts as 0.</param>
/// <param name="MacroF1">The mean of the classes' F1, the harmonic mean of precision and recall.</param>
/// <param name="HarmonicMean">The harmonic mean of the classes' accuracies; 0 where one of them is.</param>
/// <param name="GeometricMean">The geometric mean of the classes' accuracies; 0 where one of them is.</param>
/// <param name="Many">The mean accuracy of many-shot classes; <see langword="null"/> when there are none.</param>
/// <param name="Medium">The mean accuracy of medium-shot classes; <see langword="null"/> when there are none.</param>
/// <param name="Few">The mean accuracy of few-shot classes; <see langword="null"/> when there are none.</param>
/// <param name="WorstClassAccuracy">The lowest accuracy of a class.</param>
public sealed record EvaluationMetrics(
    double Accuracy,
    double? TopFiveAccuracy,
    double MacroAccuracy,
    double MacroPrecision,
    double MacroF1,
    double HarmonicMean,
    double GeometricMean,
    double? Many,
    double? Medium,
    double? Few,
    double WorstClassAccuracy)
{
    /// <summary>Every metric under its key, in an order that stays: the keys of all JSON and CSV output (docs/evaluation.md).</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Values =>
    [
        new("accuracy", Accuracy),
        new("topFiveAccuracy", TopFiveAccuracy),
        new("macroAccuracy", MacroAccuracy),
        new("macroPrecision", MacroPrecision),
        new("macroF1", MacroF1),
        new("harmonicMean", HarmonicMean),
        new("geometricMean", GeometricMean),
        new("many", Many),
        new("medium", Medium),
        new("few", Few),
        new("worstClassAccuracy", WorstClassAccuracy),
    ];
}
