using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Evaluation;

/// <summary>What counts as predicted, and as within the top five, where logits are equal.</summary>
public sealed class PredictionTests
{
    private const int Classes = 8;

    [Fact]
    public void Of_equal_logits_the_lower_classes_come_first()
    {
        // Image i has label i % 8; all logits are equal, so class 0 is predicted and classes 0 to 4 are within the top five.
        EvaluationResult result = Evaluate(images => zeros(images.shape[0], Classes), samples: 16);

        Assert.Equal(16, result.Confusion.PredictedAs(0));
        Assert.Equal(2.0 / 16, result.Accuracy);
        Assert.Equal(10.0 / 16, result.TopFiveAccuracy);
    }

    [Fact]
    public void Counts_agree_with_sorting_each_sample_by_itself()
    {
        // Few different values, so that there are many ties.
        var random = new Random(5);
        double[][] logits = [.. Enumerable.Range(0, 100).Select(_ => Enumerable.Range(0, Classes).Select(_ => (double)random.Next(4)).ToArray())];
        int right = 0;
        int withinTopFive = 0;
        for (int sample = 0; sample < logits.Length; sample++)
        {
            int rank = Enumerable.Range(0, Classes).OrderByDescending(c => logits[sample][c]).ThenBy(c => c).ToList().IndexOf(sample % Classes);
            right += rank == 0 ? 1 : 0;
            withinTopFive += rank < 5 ? 1 : 0;
        }

        EvaluationResult result = Evaluate(
            images => stack(images.flatten().data<float>().ToArray().Select(index => tensor(logits[(int)index]))), logits.Length);

        Assert.InRange(right, 1, 50);
        Assert.Equal(right / 100.0, result.Accuracy, 12);
        Assert.Equal(withinTopFive / 100.0, result.TopFiveAccuracy!.Value, 12);
    }

    [Fact]
    public void One_infinite_logit_among_many_stops_the_evaluation() => Assert.Throws<NotFiniteNumberException>(
        () => Evaluate(images => zeros(images.shape[0], Classes).masked_fill(images.view(-1, 1).eq(9), float.NegativeInfinity), samples: 16));

    private static EvaluationResult Evaluate(Func<Tensor, Tensor> predictLogits, int samples) => Evaluator.Run(
        predictLogits, new NumberedImages(samples, Classes), new ClassCounts(Enumerable.Repeat(1, Classes)), batchSize: 7);
}
