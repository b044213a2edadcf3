using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A declared limit of the gradients reaches the step.</summary>
public sealed class GradientClipTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_step_is_as_long_as_rate_times_the_limit()
    {
        // Without momentum and weight decay, the first step of all parameters together, the RSG's included, has that length.
        var model = CompiledModel.Of(
            "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)",
            "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)",
            "LdamLoss",
            "Train(Epochs = 4, BatchSize = 13, LearningRate = 0.5, Momentum = 0, WeightDecay = 0, GradientClip = 0.25)");
        var images = new StripedImages([7, 4, 2]);
        var (pixels, labels) = images.AsBatch();
        var network = model.CreateNetwork();
        using var trainer = model.CreateTrainer(network, images);
        Tensor[] before = [.. Parameters().Select(parameter => parameter.detach().clone())];

        trainer.TrainStep(pixels, labels);

        var moved = Parameters().Zip(before).Sum(pair => (pair.First.detach() - pair.Second).square().sum().item<float>());
        Assert.Equal(0.5 * 0.25, Math.Sqrt(moved), tolerance: 1e-4);

        IEnumerable<Tensor> Parameters() => network.parameters().Concat(trainer.Generator.parameters());
    }
}
