using System.Collections.Immutable;
using System.Globalization;
using Rsg.Balancing;

namespace Rsg.Evaluation;

/// <summary>How well a network tells the classes apart, overall and by how many training samples a class had.</summary>
/// <remarks>
/// Accuracies are in [0, 1]. Many-shot classes have more than 100 training samples, few-shot classes fewer than 20, medium-shot classes
/// the numbers between, both ends included (Liu et al. 2019). The accuracy of a group is the mean over its classes of their own
/// accuracy, as for a balanced test set. A class without evaluated samples has no accuracy and counts in no mean.
/// </remarks>
public sealed class EvaluationResult
{
    private const int ManyAbove = 100;
    private const int FewBelow = 20;

    /// <summary>Evaluates counted predictions.</summary>
    /// <param name="confusion">The predictions; copied.</param>
    /// <param name="trainingCounts">Training samples of each class.</param>
    /// <exception cref="ArgumentException">The two differ in the number of classes, or nothing was predicted.</exception>
    public EvaluationResult(ConfusionMatrix confusion, ClassCounts trainingCounts)
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
        PerClassAccuracy = [.. Enumerable.Range(0, Confusion.Classes).Select(AccuracyOf)];
        Accuracy = Enumerable.Range(0, Confusion.Classes).Sum(label => (double)Confusion[label, label]) / Confusion.Total;
        MacroAccuracy = MeanWhere(_ => true)!.Value;
        Many = MeanWhere(count => count > ManyAbove);
        Medium = MeanWhere(count => count is >= FewBelow and <= ManyAbove);
        Few = MeanWhere(count => count < FewBelow);
        WorstClass = Enumerable.Range(0, Confusion.Classes).Where(label => PerClassAccuracy[label] is not null).MinBy(label => PerClassAccuracy[label]);
    }

    /// <summary>The counted predictions.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Training samples of each class.</summary>
    public ClassCounts TrainingCounts { get; }

    /// <summary>Top-1 accuracy: the share of all samples that were predicted right.</summary>
    public double Accuracy { get; }

    /// <summary>The share of each class's samples that were predicted right (recall); <see langword="null"/> for a class without samples.</summary>
    public ImmutableArray<double?> PerClassAccuracy { get; }

    /// <summary>The mean of <see cref="PerClassAccuracy"/>.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The mean over many-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Many { get; }

    /// <summary>The mean over medium-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Medium { get; }

    /// <summary>The mean over few-shot classes; <see langword="null"/> when there are none.</summary>
    public double? Few { get; }

    /// <summary>The class with the lowest accuracy; of several, the first.</summary>
    public int WorstClass { get; }

    /// <summary>The accuracy of <see cref="WorstClass"/>.</summary>
    public double WorstClassAccuracy => PerClassAccuracy[WorstClass]!.Value;

    /// <summary>The accuracies on one line: <c>60.0 % (many-shot 70.0 %, medium-shot 25.0 %, few-shot 0.0 %)</c>; groups without a class are left out.</summary>
    public override string ToString()
    {
        (string Name, double? Accuracy)[] groups = [("many-shot", Many), ("medium-shot", Medium), ("few-shot", Few)];
        return $"{Percent(Accuracy)} ({string.Join(", ", groups.Where(group => group.Accuracy is not null).Select(group => $"{group.Name} {Percent(group.Accuracy!.Value)}"))})";

        static string Percent(double accuracy) => (accuracy * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
    }

    private double? AccuracyOf(int label)
    {
        int samples = Confusion.SamplesOf(label);
        return samples == 0 ? null : (double)Confusion[label, label] / samples;
    }

    private double? MeanWhere(Func<int, bool> isInGroup) =>
        PerClassAccuracy.Where((_, label) => isInGroup(TrainingCounts[label])).Average();
}
