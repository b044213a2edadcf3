using Rsg.Balancing;
using Rsg.Evaluation;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class EvaluationMetricsTests
{
    [Fact]
    public void Precision_and_F1_are_those_worked_out_by_hand()
    {
        // Columns: 14 predicted as 0, 4 as 1, 2 as 2, none as 3.
        EvaluationResult result = Matrices.Result([[8, 1, 1, 0], [2, 3, 0, 0], [3, 0, 1, 0], [1, 0, 0, 0]], [500, 101, 50, 10]);

        Assert.Equal([8.0 / 14, 3.0 / 4, 1.0 / 2, null], result.PerClass.Select(entry => entry.Precision));
        Assert.Equal([16.0 / 24, 6.0 / 9, 2.0 / 6, 0], result.PerClass.Select(entry => entry.F1));
        Assert.Equal(((8.0 / 14) + 0.75 + 0.5) / 4, result.Metrics.MacroPrecision, 12);
        Assert.Equal(((2.0 / 3) + (2.0 / 3) + (1.0 / 3)) / 4, result.Metrics.MacroF1, 12);
        Assert.Equal([ShotGroup.Many, ShotGroup.Many, ShotGroup.Medium, ShotGroup.Few], result.PerClass.Select(entry => entry.Group));
        Assert.Equal(new ClassResult(Label: 1, TrainingSamples: 101, Samples: 5, Correct: 3, Predicted: 4), result.PerClass[1]);
    }

    [Fact]
    public void Harmonic_and_geometric_means_are_of_the_classes()
    {
        EvaluationMetrics metrics = Matrices.Result([[2, 2], [3, 1]], [3, 3]).Metrics;

        // Of 1/2 and 1/4.
        Assert.Equal(1.0 / 3, metrics.HarmonicMean, 12);
        Assert.Equal(Math.Sqrt(1.0 / 8), metrics.GeometricMean, 12);
    }

    [Fact]
    public void A_class_that_is_never_right_makes_both_means_0()
    {
        EvaluationMetrics metrics = Matrices.Result([[2, 0], [3, 0]], [3, 3]).Metrics;

        Assert.Equal((0.0, 0.0), (metrics.HarmonicMean, metrics.GeometricMean));
    }

    [Fact]
    public void A_class_without_samples_counts_in_no_mean()
    {
        EvaluationMetrics metrics = Matrices.Result([[1, 1, 0], [0, 0, 0], [0, 0, 4]], [3, 3, 3]).Metrics;

        Assert.Equal((1.0 + 1.0) / 2, metrics.MacroPrecision, 12);
        Assert.Equal(((2.0 / 3) + 1) / 2, metrics.MacroF1, 12);
        Assert.Equal(1 / ((2.0 + 1.0) / 2), metrics.HarmonicMean, 12);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, 0.5)]
    public void Top_five_says_something_from_six_classes_on(int classes, double? expected)
    {
        var confusion = new ConfusionMatrix(classes);
        confusion.Add(0, 0, 1);
        confusion.Add(1, 0, 3);
        var counts = new ClassCounts(Enumerable.Repeat(30, classes));

        Assert.Equal(expected, new EvaluationResult(confusion, counts, withinTopFive: 2).TopFiveAccuracy);
        Assert.Null(new EvaluationResult(confusion, counts).TopFiveAccuracy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_count_within_the_top_five_that_cannot_be_is_refused(int withinTopFive)
    {
        var confusion = new ConfusionMatrix(6);
        confusion.Add(0, 0, 1);
        confusion.Add(1, 0, 3);

        ArgumentException error = Assert.Throws<ArgumentException>(
            nameof(withinTopFive), () => new EvaluationResult(confusion, new ClassCounts([1, 1, 1, 1, 1, 1]), withinTopFive));
        Assert.Contains("1 to 4 can be within the top five", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_classes_take_the_memory_of_their_samples()
    {
        // As a square of numbers this would be 40 GB.
        var confusion = new ConfusionMatrix(100_000);
        confusion.Add(99_999, 99_998, 2);
        confusion.Add(99_999, 0);
        confusion.Add(3, 3, 4);

        Assert.Equal([new(3, 3, 4), new(99_999, 0, 1), new(99_999, 99_998, 2)], confusion.Cells);
        Assert.Equal((3, 2, 0, 7), (confusion.SamplesOf(99_999), confusion.PredictedAs(99_998), confusion[99_998, 99_999], confusion.Total));
    }
}
