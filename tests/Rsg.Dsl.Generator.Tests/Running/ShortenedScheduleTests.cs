using Rsg.Training;
using TorchSharp;
using static Rsg.Dsl.Generator.Tests.Running.SmallNet;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A trainer for another number of epochs than were declared, 20 with the second phase from the 16th on and weights from the 18th: none of it is lost silently.</summary>
public sealed class ShortenedScheduleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly StripedImages images = new([7, 4, 2]);

    public void Dispose() => scope.Dispose();

    /// <summary>In proportion, except that the last of several epochs stands for the latest beginning at least.</summary>
    [Theory]
    [InlineData(1, new[] { 1 }, new[] { 0 })]
    [InlineData(2, new[] { 1, 2 }, new[] { 0, 18 })]
    [InlineData(3, new[] { 1, 1, 2 }, new[] { 0, 6, 18 })]
    [InlineData(5, new[] { 1, 1, 1, 1, 2 }, new[] { 0, 4, 8, 12, 18 })]
    [InlineData(10, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 2, 2 }, new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 })]
    public void The_last_of_several_epochs_is_behind_all_that_begins_late(int epochs, int[] phases, int[] scheduleEpochs)
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", "Reweight(FromEpoch = 18)", "Train(Epochs = 20, BatchSize = 13, Milestones = [16], GenerateFromEpoch = 16)");
        var told = new Observed();
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images, epochs: epochs, observer: told);

        List<int> places = [];
        while (trainer.Epoch < epochs)
        {
            places.Add(trainer.ScheduleEpoch);
            trainer.TrainEpoch();
        }

        Assert.Equal(scheduleEpochs, places);
        Assert.Equal(phases, told.Epochs.Select(epoch => epoch.Phase));
        Assert.All(told.Epochs, epoch => Assert.Equal(epoch.Phase == 2, epoch.Losses.Generated > 0));
        Assert.All(told.Epochs.Zip(scheduleEpochs), pair => Assert.Equal(model.LearningRateAt(pair.Second), pair.First.LearningRate));
    }

    [Fact]
    public void A_longer_one_reaches_everything_in_proportion()
    {
        var model = CompiledModel.Of(Backbone, Insert, "Train(Epochs = 4, BatchSize = 13, GenerateFromEpoch = 3)");
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images, epochs: 6);

        // 3 of 4 is 4.5 of 6.
        Assert.Equal([1, 1, 1, 1, 1, 2], Enumerable.Range(0, 6).Select(_ => trainer.TrainEpoch().Phase));
    }

    [Fact]
    public void What_is_declared_never_to_begin_does_not()
    {
        var model = CompiledModel.Of(Backbone, Insert, "Train(Epochs = 4, BatchSize = 13, BoundaryEpoch = 4)");
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images, epochs: 2);

        Assert.Equal([1, 1], Enumerable.Range(0, 2).Select(_ => trainer.TrainEpoch().Phase));
    }

    private sealed class Observed : ITrainingObserver
    {
        public List<EpochReport> Epochs { get; } = [];

        public void OnEpoch(EpochReport report) => Epochs.Add(report);
    }
}
