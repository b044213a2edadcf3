using TorchSharp;
using static Rsg.Dsl.Generator.Tests.Running.SmallNet;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A declared sampler decides how many images each epoch has, from the start or from the boundary on; with 7, 4 and 2 images of three classes.</summary>
public sealed class ResampleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly StripedImages images = new([7, 4, 2]);

    public static TheoryData<string, int> Samplers => new()
    {
        { "EffectiveNumber", 13 },
        { "ClassBalanced", 13 },
        { "SquareRoot", 13 },
        { "ProgressivelyBalanced", 13 },
        { "Oversampling", 21 },
        { "Undersampling", 6 },
    };

    [Theory]
    [MemberData(nameof(Samplers))]
    public void From_the_start_every_epoch_is_drawn_by_it(string sampler, int count)
    {
        var model = CompiledModel.Of(Backbone, $"Resample(Sampler = Sampler.{sampler})", "Train(Epochs = 2, BatchSize = 13)");

        Assert.Equal([count, count], ImagesOfEpochs(model, 2));
    }

    /// <summary>Epoch 3 of 5 is the boundary; where a training is shortened, the first epoch at or behind it, at the latest the last of several.</summary>
    [Theory]
    [MemberData(nameof(Samplers))]
    public void Deferred_it_draws_from_the_boundary_on(string sampler, int count)
    {
        var model = CompiledModel.Of(Backbone, $"Resample(Sampler = Sampler.{sampler}, Deferred = true)", "Train(Epochs = 5, BatchSize = 13, BoundaryEpoch = 3)");

        Assert.Equal([13, 13, 13, count, count], ImagesOfEpochs(model, 5));
        Assert.Equal([13, 13, count], ImagesOfEpochs(model, 3));
        Assert.Equal([13, count], ImagesOfEpochs(model, 2));
        Assert.Equal([13], ImagesOfEpochs(model, 1));
    }

    public void Dispose() => scope.Dispose();

    private List<int> ImagesOfEpochs(CompiledModel model, int epochs)
    {
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images, epochs: epochs);
        return [.. Enumerable.Range(0, epochs).Select(_ => trainer.TrainEpoch().Images)];
    }
}
