using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly ClassCounts Counts = new([200, 50, 5]);

    /// <summary>Images 0 to 8 have labels 0 1 2 0 1 2 0 1 2; the function says class 0 for images below 4 and class 2 for the others.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(100)]
    public void Counts_what_was_predicted_whatever_the_batch_size(int batchSize)
    {
        EvaluationResult result = Evaluator.Run(LowIsFirstHighIsLast, new NumberedImages(9, classes: 3), Counts, batchSize);

        Assert.Equal((2, 0, 1), (result.Confusion[0, 0], result.Confusion[0, 1], result.Confusion[0, 2]));
        Assert.Equal((1, 0, 2), (result.Confusion[1, 0], result.Confusion[1, 1], result.Confusion[1, 2]));
        Assert.Equal((1, 0, 2), (result.Confusion[2, 0], result.Confusion[2, 1], result.Confusion[2, 2]));
        Assert.Equal(4.0 / 9, result.Accuracy, 12);
        Assert.Equal([2.0 / 3, 0, 2.0 / 3], new[] { result.Many, result.Medium, result.Few }.Select(accuracy => accuracy!.Value));
    }

    [Fact]
    public void Reads_without_augmentation_and_computes_without_gradients()
    {
        var images = new NumberedImages(9, classes: 3);
        using Tensor weight = ones(3, requires_grad: true);
        bool sawGradients = false;

        Evaluator.Run(
            batch =>
            {
                Tensor logits = batch.view(-1, 1) * weight;
                sawGradients |= logits.requires_grad || is_grad_enabled();
                return logits;
            },
            images,
            Counts,
            4);

        Assert.False(sawGradients);
        Assert.True(is_grad_enabled());
        Assert.Equal(0, images.AugmentedReads);
    }

    [Fact]
    public void A_module_is_evaluated_in_evaluation_mode_and_keeps_each_of_its_modes()
    {
        using var network = new ModeWatcher();
        network.train();
        network.Frozen.eval();

        Evaluator.Run(network, new NumberedImages(9, classes: 3), Counts, 4);

        Assert.All(network.ModesSeen, mode => Assert.Equal((false, false, false), mode));
        Assert.Equal(2, network.ModesSeen.Count); // a lone ninth image joins the second batch
        Assert.Equal((true, true, false), (network.training, network.Inner.training, network.Frozen.training));
    }

    [Fact]
    public void A_module_in_evaluation_mode_stays_in_it()
    {
        using var network = new ModeWatcher();
        network.eval();
        network.Frozen.train();

        Evaluator.Run(network, new NumberedImages(9, classes: 3), Counts, 4);

        Assert.Equal((false, false, true), (network.training, network.Inner.training, network.Frozen.training));
    }

    [Fact]
    public void The_modes_come_back_when_the_evaluation_fails()
    {
        using var network = new ModeWatcher { Fails = true };
        network.train();
        network.Frozen.eval();

        Assert.Throws<NotSupportedException>(() => Evaluator.Run(network, new NumberedImages(9, classes: 3), Counts, 4));

        Assert.Equal((true, true, false), (network.training, network.Inner.training, network.Frozen.training));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_not_counted()
    {
        Assert.Throws<NotFiniteNumberException>(
            () => Evaluator.Run(batch => full(batch.shape[0], 3, float.NaN), new NumberedImages(9, classes: 3), Counts, batchSize: 4));
    }

    [Fact]
    public void Numbers_of_classes_that_do_not_agree_are_refused()
    {
        var images = new NumberedImages(9, classes: 3);

        Assert.Contains(
            "training counts are of 2 classes, the evaluated set of 3",
            Assert.Throws<ArgumentException>("trainingCounts", () => Evaluator.Run(LowIsFirstHighIsLast, images, new ClassCounts([2, 1]))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Logits of shape (9, 3) were expected; they are (9, 4).",
            Assert.Throws<ArgumentException>("predictLogits", () => Evaluator.Run(batch => zeros(batch.shape[0], 4), images, Counts)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("predictLogits", () => Evaluator.Run(batch => zeros(batch.shape[0]), images, Counts));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => Evaluator.Run(LowIsFirstHighIsLast, images, Counts, 0));
    }

    private static Tensor LowIsFirstHighIsLast(Tensor images)
    {
        Tensor isLow = images.view(-1, 1).lt(4).to(ScalarType.Float32);
        return cat([isLow, zeros_like(isLow), 1 - isLow], 1);
    }

    private sealed class ModeWatcher : nn.Module<Tensor, Tensor>
    {
        public ModeWatcher()
            : base(nameof(ModeWatcher))
        {
            Inner = nn.Sequential(Frozen);
            register_module("inner", Inner);
        }

        public nn.Module<Tensor, Tensor> Frozen { get; } = nn.Linear(1, 3);

        public nn.Module<Tensor, Tensor> Inner { get; }

        public bool Fails { get; init; }

        public List<(bool Own, bool Inner, bool Frozen)> ModesSeen { get; } = [];

        public override Tensor forward(Tensor input)
        {
            ModesSeen.Add((training, Inner.training, Frozen.training));
            return Fails ? throw new NotSupportedException() : Inner.call(input.view(-1, 1));
        }
    }
}
