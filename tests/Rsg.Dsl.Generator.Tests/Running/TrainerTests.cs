using TorchSharp;
using static Rsg.Dsl.Generator.Tests.Running.SmallNet;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>The emitted loop: its epochs, its learning rate, its losses, and what it refuses.</summary>
public sealed class TrainerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly StripedImages images = new([7, 4, 2]);

    public static TheoryData<bool, string, int?> Combinations
    {
        get
        {
            var rows = new TheoryData<bool, string, int?>();
            foreach (var withGenerator in (bool[])[false, true])
            {
                foreach (var loss in (string[])["CrossEntropyLoss", "LdamLoss"])
                {
                    foreach (var reweightFrom in (int?[])[null, 0, 2])
                    {
                        rows.Add(withGenerator, loss, reweightFrom);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Computes_the_declared_losses_in_both_phases(bool withGenerator, string loss, int? reweightFrom)
    {
        string[] attributes =
        [
            Backbone,
            loss,
            "Train(Epochs = 4, BatchSize = 13, GenerateFromEpoch = 3)",
            .. (IEnumerable<string>)(withGenerator ? [Insert] : []),
            .. (IEnumerable<string>)(reweightFrom is { } from ? [FormattableString.Invariant($"Reweight(FromEpoch = {from})")] : []),
        ];
        var model = CompiledModel.Of(attributes);
        var (pixels, labels) = images.AsBatch();
        var start = model.CreateNetwork();

        for (var epoch = 0; epoch < 4; epoch++)
        {
            var expected = ExpectedLoss(model.CreateNetwork(start), loss, isWeighted: epoch >= reweightFrom);
            using var trainer = model.CreateTrainer(model.CreateNetwork(start), images);
            trainer.StartEpoch(epoch);
            var losses = trainer.TrainStep(pixels, labels);

            Assert.Equal(losses.Classification + (0.1f * losses.Cesc) + (0.01f * losses.Mv), losses.Total, 1e-4f * Math.Abs(losses.Total));
            var generates = withGenerator && epoch == 3;
            if (generates)
            {
                // 7 images of the frequent class, 6 of the rare ones: max(floor(7 / 6), 1) * 6 new samples (section 3).
                Assert.Equal(6, losses.Generated);
                Assert.True(losses.Mv > 0, "In phase 2 the MV loss is positive.");
            }
            else
            {
                Assert.Equal((0, 0f), (losses.Generated, losses.Mv));
                Assert.Equal(expected, losses.Classification, 1e-4 * Math.Abs(expected));
            }

            Assert.Equal(withGenerator, losses.Cesc > 0);
        }
    }

    [Fact]
    public void Stops_where_told_and_goes_on_as_if_it_had_not()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", "Reweight(FromEpoch = 2)", "Train(Epochs = 4, BatchSize = 6, GenerateFromEpoch = 2)");
        var start = model.CreateNetwork();
        var (whole, inParts) = (model.CreateNetwork(start), model.CreateNetwork(start));
        using var wholeTrainer = model.CreateTrainer(whole, images);
        using var partsTrainer = model.CreateTrainer(inParts, images);

        wholeTrainer.Fit();
        Assert.Equal(4, wholeTrainer.Epoch);

        partsTrainer.Fit(untilEpoch: 1);
        Assert.Equal(1, partsTrainer.Epoch);
        var report = partsTrainer.TrainEpoch();
        Assert.Equal((1, 4, 1, images.Count), (report.Epoch, report.Epochs, report.Phase, report.Images));
        partsTrainer.Fit(untilEpoch: 2);
        Assert.Equal(2, partsTrainer.Epoch);
        report = partsTrainer.TrainEpoch();
        Assert.Equal((2, 2), (report.Epoch, report.Phase));
        partsTrainer.Fit();

        Assert.Equal(4, partsTrainer.Epoch);
        Assert.Equal(whole.StateBytes(), inParts.StateBytes());
    }

    [Fact]
    public void Starts_an_epoch_with_its_learning_rate()
    {
        var model = CompiledModel.Of(Backbone, "Train(Epochs = 10, Milestones = [5], Gamma = 0.1, WeightDecay = 0, BatchSize = 13)");
        var start = model.CreateNetwork();
        var (pixels, labels) = images.AsBatch();

        // The first step moves each weight by rate times gradient, and the gradient does not depend on the epoch.
        var ratio = LengthOfFirstStep(0) / LengthOfFirstStep(5);

        Assert.Equal(10, ratio, tolerance: 0.01);

        double LengthOfFirstStep(int epoch)
        {
            var network = model.CreateNetwork(start);
            using var trainer = model.CreateTrainer(network, images);
            trainer.StartEpoch(epoch);
            Assert.Equal(epoch, trainer.Epoch);
            trainer.TrainStep(pixels, labels);
            return (network.get_parameter("conv1.weight")! - start.get_parameter("conv1.weight")!).norm().item<float>();
        }
    }

    [Theory]
    [InlineData("Train", 200, new[] { 0, 159, 160, 179, 180, 199 }, new[] { 0.1, 0.1, 0.001, 0.001, 0.00001, 0.00001 })]
    [InlineData("Train(Epochs = 10, LearningRate = 0.5, Milestones = [3, 6], Gamma = 0.5)", 10, new[] { 0, 2, 3, 5, 6, 9 }, new[] { 0.5, 0.5, 0.25, 0.25, 0.125, 0.125 })]
    [InlineData("Train(Epochs = 10, LearningRate = 0.4, WarmupEpochs = 4)", 10, new[] { 0, 1, 2, 3, 4, 7, 8 }, new[] { 0.1, 0.2, 0.3, 0.4, 0.4, 0.4, 0.004 })]
    public void Follows_the_declared_schedule(string train, int epochs, int[] at, double[] rates)
    {
        var model = CompiledModel.Of(Backbone, train);

        Assert.Equal(epochs, model.TrainerConstant("Epochs"));
        Assert.All(at.Zip(rates), pair => Assert.Equal(pair.Second, model.LearningRateAt(pair.First), 1e-12));
    }

    [Fact]
    public void Learns_to_tell_the_classes_apart()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", "Train(Epochs = 20, BatchSize = 13, LearningRate = 0.02, GenerateFromEpoch = 10)");
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images);
        var first = trainer.TrainEpoch();
        trainer.Fit(untilEpoch: 9);
        var last = trainer.TrainEpoch();
        trainer.Fit();

        var result = trainer.Evaluate(images);

        Assert.True(last.Losses.Classification < first.Losses.Classification / 2, $"The loss went from {first.Losses.Classification} to {last.Losses.Classification}.");
        Assert.True(result.Accuracy > 0.9, $"The accuracy on the training images is {result.Accuracy}.");
    }

    [Theory]
    [InlineData(3, 8, "The network takes images of 1 x 8 x 8 (channels, height, width); those of the set are 3 x 8 x 8.")]
    [InlineData(1, 9, "The network takes images of 1 x 8 x 8 (channels, height, width); those of the set are 1 x 9 x 9.")]
    public void Refuses_images_of_another_size(int channels, int side, string reason) =>
        Refuses(new StripedImages([7, 4, 2], channels, side), reason);

    [Theory]
    [InlineData(new[] { 7, 4 }, "The network tells 3 classes apart; the set has 2.")]
    [InlineData(new[] { 7, 4, 2, 1 }, "The network tells 3 classes apart; the set has 4.")]
    public void Refuses_another_number_of_classes(int[] counts, string reason) => Refuses(new StripedImages(counts), reason);

    [Fact]
    public void Refuses_a_class_without_images() =>
        Refuses(new StripedImages([7, 0, 2]), "Class 1 has 0 training samples; every class needs at least 1.");

    [Fact]
    public void Refuses_to_evaluate_images_of_another_size()
    {
        var model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 2, Channels = 1, Height = 8, Width = 8)");
        using var trainer = model.CreateTrainer(model.CreateNetwork(), new StripedImages([3, 3]));

        var failure = Assert.Throws<ArgumentException>(() => trainer.Evaluate(new StripedImages([3, 3], channels: 1, side: 16)));

        Assert.Contains("1 x 16 x 16", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_epoch_before_the_first()
    {
        var model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 2, Channels = 1, Height = 8, Width = 8)", "Train(WarmupEpochs = 5)");
        using var trainer = model.CreateTrainer(model.CreateNetwork(), new StripedImages([3, 3]));

        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.StartEpoch(-1));
        Assert.Equal(0, trainer.Epoch);
    }

    // T_th is where the rate falls to 0.001 (section 3): 160 of the CIFAR setting, 80 of the ImageNet-LT one, 10 of Places-LT.
    [Theory]
    [InlineData("Epochs = 200, LearningRate = 0.1, Milestones = new[] { 160, 180 }, Gamma = 0.01", 160)]
    [InlineData("Epochs = 100, LearningRate = 0.1, Milestones = new[] { 60, 80, 95 }, Gamma = 0.1", 80)]
    [InlineData("Epochs = 30, LearningRate = 0.01, Milestones = new[] { 10, 20 }, Gamma = 0.1", 10)]
    [InlineData("Epochs = 30, LearningRate = 0.1, Milestones = new[] { 10, 20 }, Gamma = 0.5", 10)]
    [InlineData("Epochs = 50, Milestones = new int[0]", 40)]
    public void Generates_from_the_epoch_in_which_the_rate_falls_to_a_thousandth(string train, int epoch)
    {
        var model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 10)", "RsgInsert(Stage = 2)", $"Train({train})");

        Assert.Equal(epoch, model.TrainerConstant("GenerateFromEpoch"));
    }

    public void Dispose() => scope.Dispose();

    private static void Refuses(StripedImages trainingSet, string reason)
    {
        var model = CompiledModel.Of(Backbone, Insert);
        var error = Assert.Throws<ArgumentException>(() => model.CreateTrainer(model.CreateNetwork(), trainingSet));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The loss of the whole set, one sample at a time and in doubles.</summary>
    private double ExpectedLoss(nn.Module<Tensor, Tensor> network, string loss, bool isWeighted)
    {
        const double Beta = 0.9999;
        int[] counts = [7, 4, 2];
        double[] weights = [1, 1, 1];
        if (isWeighted)
        {
            weights = [.. counts.Select(count => (1 - Beta) / (1 - Math.Pow(Beta, count)))];
            var sum = weights.Sum();
            weights = [.. weights.Select(weight => weight * counts.Length / sum)];
        }

        var (pixels, _) = images.AsBatch();
        network.train();
        var logits = network.call(pixels).to(ScalarType.Float64);
        var (total, weightTotal) = (0.0, 0.0);
        for (var i = 0; i < images.Count; i++)
        {
            var label = images.Labels[i];
            var row = logits[i].data<double>().ToArray();
            if (loss == "LdamLoss")
            {
                // Margins n^(-1/4), the largest of them scaled to 0.5; the cosines times 30 (Cao et al. 2019).
                row[label] -= 0.5 * Math.Pow(counts[label], -0.25) / Math.Pow(counts.Min(), -0.25);
                row = [.. row.Select(cosine => 30 * cosine)];
            }

            total += weights[label] * (Math.Log(row.Sum(Math.Exp)) - row[label]);
            weightTotal += weights[label];
        }

        return total / weightTotal;
    }
}
