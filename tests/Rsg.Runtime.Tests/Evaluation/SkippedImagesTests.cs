using System.Text.Json;
using Rsg.Balancing;
using Rsg.Data;
using Rsg.Evaluation;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class SkippedImagesTests
{
    [Fact]
    public void An_image_that_cannot_be_read_counts_in_no_number_and_every_output_says_so()
    {
        EvaluationResult result = Evaluate(new Holes(10, index => index is 3 or 8));

        Assert.Equal((8, 2), (result.Confusion.Total, result.SkippedImages));
        Assert.Equal(4.0 / 8, result.Accuracy); // class 0 is predicted for all: right for 0, 2, 4, 6, wrong for 1, 5, 7, 9
        Assert.EndsWith("; 2 images could not be read", result.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("8 samples of 2 classes, 2 images could not be read; in %\n", result.ToTable(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(result.ToJson());
        Assert.Equal(2, json.RootElement.GetProperty("skippedImages").GetInt64());
        Assert.All(result.ToCsv().TrimEnd('\n').Split('\n').Skip(1), row => Assert.EndsWith(",2", row, StringComparison.Ordinal));
    }

    [Fact]
    public void A_summary_over_seeds_says_how_many_all_of_them_left_out()
    {
        var summary = new SeedSummary([Evaluate(new Holes(10, index => index is 3)), Evaluate(new Holes(10, index => index is 3 or 8))], "last epoch");

        Assert.Equal(3, summary.SkippedImages);
        Assert.EndsWith("(2 seeds; last epoch; 3 images could not be read)", summary.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("2 seeds; last epoch; 3 images could not be read\n", summary.ToTable(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(summary.ToJson());
        Assert.Equal(3, json.RootElement.GetProperty("skippedImages").GetInt64());
        Assert.All(summary.ToCsv().TrimEnd('\n').Split('\n').Skip(1), row => Assert.EndsWith(",last epoch,3", row, StringComparison.Ordinal));
    }

    [Fact]
    public void An_evaluation_that_is_cancelled_ends_with_its_batch()
    {
        using var source = new CancellationTokenSource();
        int batches = 0;

        Assert.Throws<OperationCanceledException>(() => Evaluator.Run(Predict, new Holes(10, _ => false), new ClassCounts([2, 1]), batchSize: 4, cancellation: source.Token));
        Assert.Equal(1, batches);

        Tensor Predict(Tensor batch)
        {
            batches++;
            source.Cancel();
            return zeros(batch.shape[0], 2);
        }
    }

    [Fact]
    public void A_set_of_which_nothing_can_be_read_is_not_evaluated() => Assert.Contains(
        "None of the 10 images", Assert.Throws<InvalidDataException>(() => Evaluate(new Holes(10, _ => true))).Message, StringComparison.Ordinal);

    private static EvaluationResult Evaluate(IImageDataset images) =>
        Evaluator.Run(batch => tensor(new float[] { 1, 0 }).expand(batch.shape[0], 2), images, new ClassCounts([2, 1]), batchSize: 4);

    private sealed class Holes(int count, Func<int, bool> isHole) : IImageDataset
    {
        public int Count => count;

        public int Channels => 1;

        public int Height => 1;

        public int Width => 1;

        public int Classes => 2;

        public IReadOnlyList<int> Labels { get; } = [.. Enumerable.Range(0, count).Select(index => index % 2)];

        public void Read(int index, Span<float> pixels, Random? augmentation) => throw new NotSupportedException();

        public bool TryRead(int index, Span<float> pixels, Random? augmentation) => !isHole(index);
    }
}
