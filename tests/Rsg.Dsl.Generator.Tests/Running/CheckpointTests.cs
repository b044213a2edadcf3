using Rsg.Data;
using Rsg.Training;
using TorchSharp;
using static Rsg.Dsl.Generator.Tests.Running.SmallNet;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A training that goes on from a checkpoint ends with the same numbers, to the last bit, as one that went through.</summary>
[Collection(WholeProcess.Collection)]
public sealed class CheckpointTests : IDisposable
{
    private const string Train = "Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3, Milestones = [4], Gamma = 0.1)";

    // Class 3 is in one batch of an epoch only, so that its rows miss steps; batch 2 and 3 of an epoch often have no rare sample.
    private static readonly StripedImages Images = new([23, 9, 1]);

    private readonly CheckpointFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    public static TheoryData<string[]> Declarations =>
    [
        [Backbone, "CrossEntropyLoss", Train],
        [Backbone, Insert, "LdamLoss", "Reweight(FromEpoch = 3)", Train],
        [Backbone, Insert, "LdamLoss", "Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3, GradientClip = 2)"],
        [Backbone, Insert, "LdamLoss", "Resample(FromEpoch = 2)", Train],
        [Backbone, Insert, "FocalLoss", "Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3, Momentum = 0, WeightDecay = 0.1)"],
        [Backbone, ReleasedInsert, "LdamLoss", Train],
    ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Goes_on_as_if_it_had_never_stopped(string[] attributes)
    {
        AssertSame(CompiledModel.Of(attributes));
    }

    [Fact]
    public void Dropout_goes_on_with_the_masks_that_come_next()
    {
        AssertSame(WithDropout(
            "LdamLoss", "RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)", "Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3)"));
    }

    [Fact]
    public void A_loop_of_ones_own_stops_after_the_step()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        using var source = new CancellationTokenSource();
        using var trainer = model.CreateTrainer(model.CreateNetwork(), new CancellingImages(Images, source, atRead: Images.Count + 3));

        Assert.Throws<OperationCanceledException>(() => trainer.Shared.Fit(cancellation: source.Token));

        Assert.Equal(1, trainer.Epoch);
        trainer.Fit();
        Assert.Equal(6, trainer.Epoch);
    }

    [Fact]
    public void Going_back_undoes_what_came_after()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images);
        trainer.Fit(untilEpoch: 2);
        trainer.Shared.SaveCheckpoint(PathOf("second"));
        trainer.Fit(untilEpoch: 5);
        trainer.Shared.SaveCheckpoint(PathOf("fifth"));

        trainer.Shared.LoadCheckpoint(PathOf("second"));

        Assert.Equal(2, trainer.Epoch);
        trainer.Shared.SaveCheckpoint(PathOf("second again"));
        folder.AssertSame("second", "second again");
        trainer.Fit(untilEpoch: 5);
        trainer.Shared.SaveCheckpoint(PathOf("fifth again"));
        folder.AssertSame("fifth", "fifth again");
    }

    [Fact]
    public void A_checkpoint_of_another_training_changes_nothing()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        var wider = CompiledModel.Of(Backbone, "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 3, ContrastiveChannels = 4)", "LdamLoss", Train);
        var withoutRsg = CompiledModel.Of(Backbone, "LdamLoss", Train);
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images);
        using var widerTrainer = wider.CreateTrainer(wider.CreateNetwork(), Images);
        using var plainTrainer = withoutRsg.CreateTrainer(withoutRsg.CreateNetwork(), Images);
        trainer.TrainEpoch();
        trainer.Shared.SaveCheckpoint(PathOf("own"));
        widerTrainer.Shared.SaveCheckpoint(PathOf("wider"));
        plainTrainer.Shared.SaveCheckpoint(PathOf("plain"));

        var shapes = Assert.Throws<CheckpointException>(() => trainer.Shared.LoadCheckpoint(PathOf("wider")));
        var plain = Assert.Throws<CheckpointException>(() => trainer.Shared.LoadCheckpoint(PathOf("plain")));

        Assert.Equal((CheckpointProblem.OtherTraining, PathOf("wider")), (shapes.Problem, shapes.Path));
        Assert.Contains("rsg.centers is Float32 [3, 3, 32] in the file, and Float32 [3, 2, 32] here", shapes.Message, StringComparison.Ordinal);
        Assert.Equal(CheckpointProblem.OtherTraining, plain.Problem);
        Assert.Contains("without RSG", plain.Message, StringComparison.Ordinal);
        trainer.Shared.SaveCheckpoint(PathOf("own again"));
        folder.AssertSame("own", "own again");
    }

    /// <summary>Trains once more with a checkpoint at some epochs, and goes on from each of them.</summary>
    private void AssertSame(CompiledModel model)
    {
        var whole = new RecordedTraining(model, Images, folder);

        // The start, the last epoch of phase 1, and one behind the decay.
        int[] stops = [0, 3, 5];
        using (var saving = whole.Begin())
        {
            foreach (var epoch in stops)
            {
                while (saving.Epoch < epoch)
                {
                    saving.TrainEpoch();
                }

                saving.Shared.SaveCheckpoint(PathOf($"part{epoch}"));
            }
        }

        foreach (var epoch in stops)
        {
            whole.AssertGoesOnFrom($"part{epoch}", epoch, step: 0);
        }
    }

    /// <summary>Other images of which one, when it is read, asks the training to stop.</summary>
    private sealed class CancellingImages(IImageDataset images, CancellationTokenSource source, int atRead) : IImageDataset
    {
        private int reads;

        public int Count => images.Count;

        public int Channels => images.Channels;

        public int Height => images.Height;

        public int Width => images.Width;

        public int Classes => images.Classes;

        public IReadOnlyList<int> Labels => images.Labels;

        public void Read(int index, Span<float> pixels, Random? augmentation)
        {
            if (Interlocked.Increment(ref reads) == atRead)
            {
                source.Cancel();
            }

            images.Read(index, pixels, augmentation);
        }
    }

    private string PathOf(string name) => folder.PathOf(name);
}
