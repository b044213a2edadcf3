using Rsg.Balancing;
using Rsg.Evaluation;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    /// <summary>Rows are true classes. Recalls: 8/10, 3/5, 1/4, 0/1; right in all: 12 of 20.</summary>
    private static readonly int[][] Cells = [[8, 1, 1, 0], [2, 3, 0, 0], [3, 0, 1, 0], [1, 0, 0, 0]];

    [Fact]
    public void Numbers_are_those_worked_out_by_hand()
    {
        var result = new EvaluationResult(Matrices.Of(Cells), new ClassCounts([500, 101, 50, 10]));

        Assert.Equal(12.0 / 20, result.Accuracy, 12);
        Assert.Equal([0.8, 0.6, 0.25, 0.0], result.PerClassAccuracy.Select(accuracy => accuracy!.Value));
        Assert.Equal((0.8 + 0.6 + 0.25 + 0) / 4, result.MacroAccuracy, 12);
        Assert.Equal(0.7, result.Many!.Value, 12);
        Assert.Equal(0.25, result.Medium!.Value, 12);
        Assert.Equal(0, result.Few!.Value, 12);
        Assert.Equal((3, 0.0), (result.WorstClass, result.WorstClassAccuracy));
        Assert.Equal([500, 101, 50, 10], result.TrainingCounts);
        Assert.Equal((8, 2, 20), (result.Confusion[0, 0], result.Confusion[1, 0], result.Confusion.Total));
    }

    [Fact]
    public void Is_written_on_one_line()
    {
        Assert.Equal("60.0 % (many-shot 70.0 %, medium-shot 25.0 %, few-shot 0.0 %)", new EvaluationResult(Matrices.Of(Cells), new ClassCounts([500, 101, 50, 10])).ToString());
        Assert.Equal("80.0 % (few-shot 87.5 %)", new EvaluationResult(Matrices.Of([[3, 1], [0, 1]]), new ClassCounts([19, 5])).ToString());
    }

    [Theory]
    [InlineData(101, 0.75, null, 1.0)]
    [InlineData(100, null, 0.75, 1.0)]
    [InlineData(20, null, 0.75, 1.0)]
    [InlineData(19, null, null, (0.75 + 1.0) / 2)]
    public void A_class_is_in_the_group_of_its_training_count(int count, double? many, double? medium, double few)
    {
        // The class that is looked at has accuracy 3/4; another, few-shot one has 1.
        var result = new EvaluationResult(Matrices.Of([[3, 1], [0, 1]]), new ClassCounts([count, 5]));

        Assert.Equal((many, medium, few), (result.Many, result.Medium, result.Few));
    }

    [Fact]
    public void A_group_without_classes_has_no_accuracy()
    {
        var result = new EvaluationResult(Matrices.Of([[1, 0], [0, 1]]), new ClassCounts([50, 50]));

        Assert.Equal((null, 1.0, null), (result.Many, result.Medium, result.Few));
    }

    [Fact]
    public void A_class_without_evaluated_samples_counts_in_no_mean()
    {
        var result = new EvaluationResult(Matrices.Of([[1, 1, 0], [0, 0, 0], [0, 0, 4]]), new ClassCounts([500, 300, 10]));

        Assert.Equal(new double?[] { 0.5, null, 1.0 }, result.PerClassAccuracy.AsEnumerable());
        Assert.Equal(0.75, result.MacroAccuracy, 12);
        Assert.Equal(0.5, result.Many);
        Assert.Equal(0, result.WorstClass);
        Assert.Null(new EvaluationResult(Matrices.Of([[1, 0], [0, 0]]), new ClassCounts([500, 10])).Few);
    }

    [Fact]
    public void Of_equally_bad_classes_the_first_is_the_worst() =>
        Assert.Equal(1, new EvaluationResult(Matrices.Of([[1, 0, 0], [1, 1, 0], [1, 0, 1]]), new ClassCounts([3, 2, 1])).WorstClass);

    [Fact]
    public void A_result_does_not_change_with_the_matrix_it_was_made_of()
    {
        ConfusionMatrix confusion = Matrices.Of([[1, 0], [0, 1]]);
        var result = new EvaluationResult(confusion, new ClassCounts([2, 1]));

        confusion.Add(0, 1, 10);

        Assert.Equal(2, result.Confusion.Total);
    }

    [Fact]
    public void Other_classes_and_empty_predictions_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>("trainingCounts", () => new EvaluationResult(Matrices.Of(Cells), new ClassCounts([3, 2, 1])));
        Assert.Contains("4 classes, the training counts of 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("confusion", () => new EvaluationResult(new ConfusionMatrix(3), new ClassCounts([3, 2, 1])));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new ConfusionMatrix(1));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => new ConfusionMatrix(2).Add(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("prediction", () => new ConfusionMatrix(2).Add(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => new ConfusionMatrix(2).Add(0, 0, -1));
    }
}
