using System.Collections.Immutable;
using System.Globalization;
using Rsg.Balancing;
using Rsg.Output;

namespace Rsg.Evaluation;

/// <summary>How well a network tells the classes apart, overall, by class, and by how many training samples a class had.</summary>
/// <remarks>
/// Accuracies are in [0, 1]. Many-shot classes have more than <see cref="ManyAbove"/> training samples, few-shot classes fewer than
/// <see cref="FewBelow"/>, medium-shot classes the numbers between, both ends included (Liu et al. 2019). The accuracy of a group is the
/// mean over its classes of their own accuracy, as for a balanced test set. A class without evaluated samples has no accuracy and counts
/// in no mean.
/// </remarks>
public sealed class EvaluationResult
{
    /// <summary>A class with more training samples than this is many-shot.</summary>
    public const int ManyAbove = 100;

    /// <summary>A class with fewer training samples than this is few-shot.</summary>
    public const int FewBelow = 20;

    private const int FewestClassesForTopFive = 6;

    /// <summary>Evaluates counted predictions.</summary>
    /// <param name="confusion">The predictions; copied.</param>
    /// <param name="trainingCounts">Training samples of each class.</param>
    /// <param name="withinTopFive">Samples whose class's logit was among the five largest; <see langword="null"/> when that was not counted.</param>
    /// <exception cref="ArgumentException">The two differ in the number of classes, nothing was predicted, or more or fewer samples are within the top five than can be.</exception>
    public EvaluationResult(ConfusionMatrix confusion, ClassCounts trainingCounts, int? withinTopFive = null)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        if (confusion.Classes != trainingCounts.Count)
        {
            throw new ArgumentException(
                $"The predictions are of {confusion.Classes} classes, the training counts of {trainingCounts.Count}.", nameof(trainingCounts));
        }

        if (confusion.Total == 0)
        {
            throw new ArgumentException("Nothing was predicted.", nameof(confusion));
        }

        Confusion = confusion.Copy();
        TrainingCounts = trainingCounts;
        PerClass = [.. Enumerable.Range(0, Confusion.Classes).Select(label => ClassResult.Of(Confusion, trainingCounts, label))];
        int right = PerClass.Sum(result => result.Correct);
        if (withinTopFive < right || withinTopFive > Confusion.Total)
        {
            throw new ArgumentException(
                $"Of {Confusion.Total} samples {right} were predicted right, so {right} to {Confusion.Total} can be within the top five, not {withinTopFive}.",
                nameof(withinTopFive));
        }

        PerClassAccuracy = [.. PerClass.Select(result => result.Accuracy)];
        ImmutableArray<ClassResult> evaluated = [.. PerClass.Where(result => result.Samples > 0)];
        ClassResult worst = evaluated.MinBy(result => result.Accuracy)!;
        WorstClass = worst.Label;
        Metrics = new EvaluationMetrics(
            (double)right / Confusion.Total,
            Confusion.Classes >= FewestClassesForTopFive ? (double?)withinTopFive / Confusion.Total : null,
            evaluated.Average(result => result.Accuracy!.Value),
            evaluated.Average(result => result.Precision ?? 0),
            evaluated.Average(result => result.F1!.Value),
            HarmonicMean: worst.Correct == 0 ? 0 : 1 / evaluated.Average(result => 1 / result.Accuracy!.Value),
            GeometricMean: worst.Correct == 0 ? 0 : Math.Exp(evaluated.Average(result => Math.Log(result.Accuracy!.Value))),
            MeanOf(ShotGroup.Many),
            MeanOf(ShotGroup.Medium),
            MeanOf(ShotGroup.Few),
            worst.Accuracy!.Value);
    }

    /// <summary>The counted predictions.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Training samples of each class.</summary>
    public ClassCounts TrainingCounts { get; }

    /// <summary>The numbers that are not of single classes.</summary>
    public EvaluationMetrics Metrics { get; }

    /// <summary>The numbers of each class, in label order.</summary>
    public ImmutableArray<ClassResult> PerClass { get; }

    /// <summary>Images that the set left out because they could not be read: no number here counts them.</summary>
    public long SkippedImages { get; init; }

    /// <summary>Top-1 accuracy: the share of all samples that were predicted right.</summary>
    public double Accuracy => Metrics.Accuracy;

    /// <summary>The share of all samples whose class's logit was among the five largest; <see langword="null"/> with fewer than 6 classes, and where it was not counted.</summary>
    public double? TopFiveAccuracy => Metrics.TopFiveAccuracy;

    /// <summary>The share of each class's samples that were predicted right (recall); <see langword="null"/> for a class without samples.</summary>
    public ImmutableArray<double?> PerClassAccuracy { get; }

    /// <summary>The mean of <see cref="PerClassAccuracy"/>.</summary>
    public double MacroAccuracy => Metrics.MacroAccuracy;

    /// <summary>The mean of the classes' precisions; a class that was never predicted counts as 0.</summary>
    public double MacroPrecision => Metrics.MacroPrecision;

    /// <summary>The mean of the classes' F1, the harmonic mean of precision and recall.</summary>
    public double MacroF1 => Metrics.MacroF1;

    /// <summary>The harmonic mean of <see cref="PerClassAccuracy"/>; 0 where one of them is.</summary>
    public double HarmonicMean => Metrics.HarmonicMean;

    /// <summary>The geometric mean of <see cref="PerClassAccuracy"/>; 0 where one of them is.</summary>
    public double GeometricMean => Metrics.GeometricMean;

    /// <summary>The mean over many-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Many => Metrics.Many;

    /// <summary>The mean over medium-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Medium => Metrics.Medium;

    /// <summary>The mean over few-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Few => Metrics.Few;

    /// <summary>The class with the lowest accuracy; of several, the first.</summary>
    public int WorstClass { get; }

    /// <summary>The accuracy of <see cref="WorstClass"/>.</summary>
    public double WorstClassAccuracy => Metrics.WorstClassAccuracy;

    /// <summary>The group of a class with so many training samples.</summary>
    /// <param name="trainingSamples">Training samples of the class.</param>
    public static ShotGroup GroupOf(int trainingSamples) =>
        trainingSamples > ManyAbove ? ShotGroup.Many : trainingSamples < FewBelow ? ShotGroup.Few : ShotGroup.Medium;

    /// <summary>The accuracies on one line: <c>60.0 % (many-shot 70.0 %, medium-shot 25.0 %, few-shot 0.0 %)</c>; groups without a class are left out, images that were skipped are not.</summary>
    public override string ToString()
    {
        (string Name, double? Accuracy)[] groups = [("many-shot", Many), ("medium-shot", Medium), ("few-shot", Few)];
        return $"{Percent(Accuracy)} ({string.Join(", ", groups.Where(group => group.Accuracy is not null).Select(group => $"{group.Name} {Percent(group.Accuracy!.Value)}"))}){UnreadImages.After("; ", SkippedImages)}";

        static string Percent(double accuracy) => (accuracy * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>The metrics and the classes as a table of plain text. Where there are more classes than are shown, those with the lowest accuracy are, and one row stands for the others.</summary>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none for their numbers.</param>
    /// <param name="maximumClasses">How many classes are shown at most; not negative.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToTable(IReadOnlyList<string>? classNames = null, int maximumClasses = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumClasses);
        return EvaluationTable.Of(this, Checked(classNames), maximumClasses);
    }

    /// <summary>Everything as JSON; its keys are in docs/evaluation.md.</summary>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToJson(IReadOnlyList<string>? classNames = null)
    {
        IReadOnlyList<string>? names = Checked(classNames);
        return JsonText.Write(json => EvaluationJson.Write(json, this, names));
    }

    /// <summary>Writes <see cref="ToJson"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public void WriteJson(string path, IReadOnlyList<string>? classNames = null) => WholeFile.WriteText(path, ToJson(classNames));

    /// <summary>One row a class as comma-separated values; the columns are in docs/evaluation.md.</summary>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToCsv(IReadOnlyList<string>? classNames = null) => EvaluationCsv.Of(this, Checked(classNames));

    /// <summary>Writes <see cref="ToCsv"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public void WriteCsv(string path, IReadOnlyList<string>? classNames = null) => WholeFile.WriteText(path, ToCsv(classNames));

    private double? MeanOf(ShotGroup group) => PerClass.Where(result => result.Group == group).Average(result => result.Accuracy);

    /// <summary>The names, if they are as many as the classes; no names where they are not known, as sets of images say it.</summary>
    internal IReadOnlyList<string>? Checked(IReadOnlyList<string>? classNames) =>
        classNames is null or { Count: 0 } ? null
        : classNames.Count == PerClass.Length ? classNames
        : throw new ArgumentException($"There are {PerClass.Length} classes, and {classNames.Count} names.", nameof(classNames));
}
