using System.Collections.Immutable;
using System.Globalization;
using Rsg.Evaluation;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>What came out of a <see cref="TrainingRun"/>: every epoch in short, the last and the best one in full, and which set chose the best.</summary>
public sealed class TrainingRunResult
{
    internal TrainingRunResult(IEnumerable<RunEpoch> history, EpochEvaluation last, EpochEvaluation? best, Split? selectedOn, SelectionMetric selectedBy)
    {
        History = [.. history];
        Last = last;
        Best = best;
        SelectedOn = selectedOn;
        SelectedBy = selectedBy;
    }

    /// <summary>The epochs of the run, in order.</summary>
    public ImmutableArray<RunEpoch> History { get; }

    /// <summary>The evaluations after the last epoch.</summary>
    public EpochEvaluation Last { get; }

    /// <summary>The evaluations after the best epoch; <see langword="null"/> when none was chosen.</summary>
    public EpochEvaluation? Best { get; }

    /// <summary>The set that chose the best epoch; <see langword="null"/> when none did.</summary>
    public Split? SelectedOn { get; }

    /// <summary>What made it the best.</summary>
    public SelectionMetric SelectedBy { get; }

    /// <summary>How the best epoch was chosen, in words that all outputs have: <c>best epoch chosen on the test set by accuracy</c>.</summary>
    public string Selection => SelectedOn is not Split split ? "no best epoch chosen" : $"best epoch chosen on the {TrainingRunJson.KeyOf(split)} set by {WordsOf(SelectedBy)}";

    /// <summary>
    /// Images that were left out of the training because they could not be read, summed over the epochs of <see cref="History"/>: an image that
    /// every epoch drew counts in every epoch. The evaluations count their own.
    /// </summary>
    public long SkippedInTraining => History.Sum(epoch => epoch.Training.SkippedImages);

    /// <summary>The accuracies on one line: <c>last epoch 200: test 79.2 %; best epoch 187: validation 80.1 %, test 79.0 % (best epoch chosen on the validation set by accuracy)</c>, and how many images could not be read where there are any. Epochs count from 1 here.</summary>
    public override string ToString()
    {
        return $"last {Line(Last)}{(Best is null ? "" : "; best " + Line(Best))} ({Selection}{UnreadImages.After("; in training ", SkippedInTraining)})";

        static string Line(EpochEvaluation epoch) => string.Create(
            CultureInfo.InvariantCulture, $"epoch {epoch.Epoch + 1}: {string.Join(", ", Parts(epoch))}");

        static IEnumerable<string> Parts(EpochEvaluation epoch)
        {
            if (epoch.Validation is { } validation)
            {
                yield return $"validation {Text(validation)}";
            }

            if (epoch.Test is { } test)
            {
                yield return $"test {Text(test)}";
            }
        }

        static string Text(EvaluationResult result) =>
            $"{TextTable.Percent(result.Accuracy)} %{(result.SkippedImages == 0 ? "" : $" ({UnreadImages.After("", result.SkippedImages)})")}";
    }

    /// <summary>Last and best epoch as a table of plain text, one row a set. Epochs count from 1 here.</summary>
    public string ToTable() => TrainingRunTable.Of(this);

    /// <summary>Everything as JSON: the history, and last and best epoch with their classes. Its keys are in docs/evaluation.md.</summary>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToJson(IReadOnlyList<string>? classNames = null) => TrainingRunJson.Of(this, classNames);

    /// <summary>Writes <see cref="ToJson"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> or none when they are not known.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public void WriteJson(string path, IReadOnlyList<string>? classNames = null) => WholeFile.WriteText(path, ToJson(classNames));

    /// <summary>The history as comma-separated values, one row an epoch; the columns are in docs/evaluation.md.</summary>
    public string ToCsv() => TrainingRunCsv.Of(this);

    /// <summary>Writes <see cref="ToCsv"/> to a file (UTF-8), which is replaced as a whole.</summary>
    /// <param name="path">Where to.</param>
    public void WriteCsv(string path) => WholeFile.WriteText(path, ToCsv());

    /// <summary>Sums up the last epochs of several seeds.</summary>
    /// <param name="runs">The results, one a seed; at least one.</param>
    /// <param name="split">The set whose evaluations are summed up.</param>
    /// <exception cref="ArgumentException">There is no result, a run has no such set, or they are of different classes.</exception>
    public static SeedSummary SummarizeLast(IEnumerable<TrainingRunResult> runs, Split split)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new SeedSummary(runs.Select(run => Require(run.Last, split, nameof(runs))), "last epoch");
    }

    /// <summary>Sums up the best epochs of several seeds; every output of the summary says which set chose them, and by which metric.</summary>
    /// <param name="runs">The results, one a seed; at least one.</param>
    /// <param name="split">The set whose evaluations are summed up.</param>
    /// <exception cref="ArgumentException">There is no result, a run has no best epoch or no such set, they are of different classes, or different sets or metrics chose.</exception>
    public static SeedSummary SummarizeBest(IEnumerable<TrainingRunResult> runs, Split split)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ImmutableArray<TrainingRunResult> all = [.. runs];
        if (all.FirstOrDefault(run => run.Selection != all[0].Selection) is { } other)
        {
            throw new ArgumentException(
                $"The best epochs of the runs were chosen in different ways ({all[0].Selection}; {other.Selection}); their mean says nothing.", nameof(runs));
        }

        return new SeedSummary(all.Select(run => Require(run.Best, split, nameof(runs))), all.FirstOrDefault()?.Selection);
    }

    private static EvaluationResult Require(EpochEvaluation? evaluation, Split split, string parameter) =>
        evaluation is null ? throw new ArgumentException("A run has no best epoch.", parameter)
        : evaluation.On(split) ?? throw new ArgumentException($"A run has no {TrainingRunJson.KeyOf(split)} set.", parameter);

    private static string WordsOf(SelectionMetric metric) => metric switch
    {
        SelectionMetric.Accuracy => "accuracy",
        SelectionMetric.MacroAccuracy => "macro accuracy",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "There is no such metric."),
    };
}
