using Rsg.Data;
using Rsg.Testing.Generation;
using Rsg.Training;
using Rsg.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A training that goes on from a checkpoint ends with the same numbers, to the last bit, as one that went through.</summary>
[Collection(WholeProcess.Collection)]
public sealed class CheckpointTests : IDisposable
{
    private const string Backbone = "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)";
    private const string Insert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)";
    private const string ReleasedInsert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4, Form = Form.Released)";
    private const string Train = "Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3, Milestones = [4], Gamma = 0.1)";

    // Class 3 is in one batch of an epoch only, so that its rows miss steps; batch 2 and 3 of an epoch often have no rare sample.
    private static readonly StripedImages Images = new([23, 9, 1]);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-test-");
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
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
        var model = CompiledModel.Of(attributes);
        AssertSame(() => model.CreateTrainer(model.CreateNetwork(), Images, seed: 5));
    }

    [Fact]
    public void Dropout_goes_on_with_the_masks_that_come_next()
    {
        const string Source = """
            using Rsg;
            using TorchSharp;
            using TorchSharp.Modules;
            using static TorchSharp.torch;

            namespace Running;

            [Network(Classes = 3, Channels = 1, Height = 8, Width = 8)]
            [LdamLoss, RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)]
            [Train(Epochs = 6, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3)]
            public partial class Net
            {
                [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 8, 3, padding: 1), nn.ReLU(), nn.Dropout(0.5));
                [Stage(2)] private readonly Sequential features = nn.Sequential(nn.Conv2d(8, 8, 3, padding: 1), nn.ReLU(), nn.Dropout(0.5));
                [Head] private readonly Rsg.Layers.NormedLinear head = new(8, 3);
            }
            """;
        using var model = GeneratorRun.Of<RsgGenerator>(Source).AssertNoDiagnostics().Load();

        AssertSame(() => new EmittedTrainer(model.Create("Running.Net+Trainer", model.Create<nn.Module<Tensor, Tensor>>("Running.Net"), Images, 5, null, null, 6)));
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
        AssertSameContent("second", "second again");
        trainer.Fit(untilEpoch: 5);
        trainer.Shared.SaveCheckpoint(PathOf("fifth again"));
        AssertSameContent("fifth", "fifth again");
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
        AssertSameContent("own", "own again");
    }

    /// <summary>Trains through without a checkpoint, and from checkpoints on in trainers that start from other weights and another random state; compares all that a checkpoint holds.</summary>
    private void AssertSame(Func<EmittedTrainer> create)
    {
        random.manual_seed(7);
        using (var whole = create())
        {
            whole.Fit();
            whole.Shared.SaveCheckpoint(PathOf("whole"));
        }

        // The start, the last epoch of phase 1, and one behind the decay.
        int[] stops = [0, 3, 5];
        random.manual_seed(7);
        using (var saving = create())
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
            random.manual_seed(99);
            using var resumed = create();
            resumed.Shared.LoadCheckpoint(PathOf($"part{epoch}"));
            Assert.Equal(epoch, resumed.Epoch);
            resumed.Fit();
            resumed.Shared.SaveCheckpoint(PathOf("parts"));
            AssertSameContent("whole", "parts");
        }
    }

    /// <summary>Every tensor and text, and then every byte: the first names what differs.</summary>
    private void AssertSameContent(string expected, string actual)
    {
        using var one = SafetensorsFile.Open(PathOf(expected));
        using var other = SafetensorsFile.Open(PathOf(actual));
        Assert.Equal(one.Metadata["position"], other.Metadata["position"]);
        Assert.Equal(one.Entries.Select(entry => entry.Name), other.Entries.Select(entry => entry.Name));
        Assert.Equal([], one.Entries.Where(entry => !one.Read(entry.Name).bytes.SequenceEqual(other.Read(entry.Name).bytes)).Select(entry => entry.Name));

        Assert.True(File.ReadAllBytes(PathOf(expected)).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf(actual))), "Two checkpoints differ in their bytes.");
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

    private string PathOf(string name) => Path.Combine(folder.FullName, name + ".ckpt");
}
