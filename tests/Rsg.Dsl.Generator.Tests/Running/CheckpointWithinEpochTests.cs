using Rsg.Data;
using Rsg.Testing.Generation;
using Rsg.Training;
using Rsg.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A training that goes on from between two steps of an epoch ends with the same numbers and reports, to the last bit, as one that went through.</summary>
[Collection(WholeProcess.Collection)]
public sealed class CheckpointWithinEpochTests : IDisposable
{
    private const string Backbone = "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)";
    private const string Insert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)";
    private const string ReleasedInsert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4, Form = Form.Released)";
    private const string Train = "Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2, Milestones = [3], Gamma = 0.1)";
    private const string DropoutNet = """
        using Rsg;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Running;

        [Network(Classes = 3, Channels = 1, Height = 8, Width = 8)]
        [LdamLoss, RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4), Resample(FromEpoch = 2)]
        [Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2)]
        public partial class Net
        {
            [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout(0.5));
            [Stage(2)] private readonly Sequential features = nn.Sequential(nn.Conv2d(8, 8, 3, padding: 1), nn.ReLU(), nn.Dropout(0.5));
            [Head] private readonly Rsg.Layers.NormedLinear head = new(8, 3);
        }
        """;

    // Class 3 is in one batch of an epoch only, so that its rows miss steps.
    private static readonly ShiftedImages Images = new(new StripedImages([13, 7, 1]));

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
        [Backbone, Insert, "LdamLoss", "Reweight(FromEpoch = 2)", Train],
        [Backbone, Insert, "FocalLoss", "Resample(FromEpoch = 1)", "Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2, Momentum = 0, WeightDecay = 0.1, GradientClip = 2)"],
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
        using var model = GeneratorRun.Of<RsgGenerator>(DropoutNet).AssertNoDiagnostics().Load();

        AssertSame(() => new EmittedTrainer(model.Create("Running.Net+Trainer", model.Create<nn.Module<Tensor, Tensor>>("Running.Net"), Images, 5, null, null, 4)));
    }

    [Fact]
    public void A_stopped_run_goes_on_from_its_step_in_another_process_and_in_the_same()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        var start = model.CreateNetwork();
        var place = Path.Combine(folder.FullName, "run");
        random.manual_seed(7);
        using (var whole = model.CreateTrainer(model.CreateNetwork(start), Images, seed: 5))
        {
            whole.Fit();
            whole.Shared.SaveCheckpoint(PathOf("whole"));
        }

        random.manual_seed(7);
        using (var stopped = model.CreateTrainer(model.CreateNetwork(start), Images, seed: 5, observer: new Stopping(first, epoch: 2, step: 1)))
        using (var run = NewRun(stopped, place))
        {
            Assert.Throws<OperationCanceledException>(() => run.Run(first.Token));
            Assert.Equal((2, 2), (stopped.Epoch, stopped.Shared.StepsDone));
            Assert.Contains("epoch-000002-step-00000002.ckpt", Files(place));
        }

        random.manual_seed(99);
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images, seed: 5, observer: new Stopping(second, epoch: 3, step: 0));
        using var resumed = NewRun(trainer, place);
        Assert.Throws<OperationCanceledException>(() => resumed.Run(second.Token));
        Assert.Equal(["epoch-000002.ckpt", "epoch-000003-step-00000001.ckpt", "epoch-000003.ckpt"], Files(place));

        Assert.Equal(4, resumed.Run().History.Length);
        Assert.Equal(["epoch-000003.ckpt", "epoch-000004.ckpt"], Files(place));
        trainer.Shared.SaveCheckpoint(PathOf("went on"));
        AssertSameContent(PathOf("whole"), PathOf("went on"));
    }

    [Fact]
    public void Within_an_epoch_the_newest_checkpoint_stays_until_the_epochs_own_is_there()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        var place = Path.Combine(folder.FullName, "run");
        var seen = new List<string[]>();
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images, seed: 5, observer: new Looking(() => seen.Add(Files(place))));
        using var run = new TrainingRun(trainer.Shared, validation: null, test: new StripedImages([2, 2, 2]))
        {
            Folder = place,
            Checkpoints = new CheckpointPolicy { Every = TimeSpan.FromTicks(1), KeepLast = 1, KeepBest = false },
        };

        run.Run();

        Assert.Equal(["epoch-000000.ckpt"], seen[0]); // the first step is done, and not saved yet
        Assert.Equal(["epoch-000000-step-00000001.ckpt", "epoch-000000.ckpt"], seen[1]);
        Assert.Equal(["epoch-000000-step-00000003.ckpt", "epoch-000000.ckpt"], seen[3]);
        Assert.Equal(["epoch-000001.ckpt"], seen[4]);
        Assert.Equal(["epoch-000004.ckpt"], Files(place));
    }

    [Fact]
    public void A_damaged_checkpoint_within_an_epoch_leaves_the_epoch_to_be_trained_again()
    {
        using var stop = new CancellationTokenSource();
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        var start = model.CreateNetwork();
        var place = Path.Combine(folder.FullName, "run");
        random.manual_seed(7);
        using (var stopped = model.CreateTrainer(model.CreateNetwork(start), Images, seed: 5, observer: new Stopping(stop, epoch: 1, step: 2)))
        using (var run = NewRun(stopped, place))
        {
            Assert.Throws<OperationCanceledException>(() => run.Run(stop.Token));
        }

        var newest = Path.Combine(place, "checkpoints", "epoch-000001-step-00000003.ckpt");
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^9]);
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images, seed: 5);
        using (var refused = NewRun(trainer, place))
        {
            Assert.Contains("epoch-000001.ckpt", Assert.Throws<CheckpointException>(() => refused.Run()).Message, StringComparison.Ordinal);
        }

        using var resumed = NewRun(trainer, place, skipDamaged: true);
        resumed.Run();
        trainer.Shared.SaveCheckpoint(PathOf("resumed"));
        Assert.True(File.Exists(newest + ".damaged"));

        random.manual_seed(7);
        using var whole = model.CreateTrainer(model.CreateNetwork(start), Images, seed: 5);
        whole.Fit();
        whole.Shared.SaveCheckpoint(PathOf("whole"));
        AssertSameContent(PathOf("whole"), PathOf("resumed"));
    }

    [Fact]
    public void Whoever_starts_an_epoch_himself_starts_it_from_its_first_step()
    {
        using var stop = new CancellationTokenSource();
        var model = CompiledModel.Of(Backbone, "CrossEntropyLoss", Train);
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images, seed: 5, observer: new Stopping(stop, epoch: 0, step: 1));
        Assert.Throws<OperationCanceledException>(() => trainer.Shared.TrainEpoch(cancellation: stop.Token));
        Assert.Equal(2, trainer.Shared.StepsDone);

        trainer.StartEpoch(0);

        Assert.Equal(0, trainer.Shared.StepsDone);
        Assert.Equal(Images.Count - 1, trainer.TrainEpoch().Images);
    }

    /// <summary>Trains through, then once more with a checkpoint after each step, and goes on from each of these in another trainer.</summary>
    private void AssertSame(Func<EmittedTrainer> create)
    {
        random.manual_seed(7);
        var expected = new List<EpochReport>();
        using (var whole = create())
        {
            while (whole.Epoch < 4)
            {
                expected.Add(whole.TrainEpoch());
            }

            whole.Shared.SaveCheckpoint(PathOf("whole"));
            Assert.True(expected.Sum(report => report.SkippedImages) > 0);
        }

        var places = new List<(int Epoch, int Step)>();
        random.manual_seed(7);
        using (var saving = create())
        {
            while (saving.Epoch < 4)
            {
                saving.Shared.TrainEpoch(() =>
                {
                    places.Add((saving.Epoch, saving.Shared.StepsDone));
                    saving.Shared.SaveCheckpoint(PathOf($"part{places.Count - 1}"));
                });
            }

            saving.Shared.SaveCheckpoint(PathOf("saved"));
            AssertSameContent(PathOf("whole"), PathOf("saved"));
        }

        for (var i = 0; i < places.Count; i += 3)
        {
            random.manual_seed(99);
            using var resumed = create();
            resumed.Shared.LoadCheckpoint(PathOf($"part{i}"));
            Assert.Equal(places[i], (resumed.Epoch, resumed.Shared.StepsDone));
            while (resumed.Epoch < 4)
            {
                AssertSameReport(expected[resumed.Epoch], resumed.TrainEpoch());
            }

            resumed.Shared.SaveCheckpoint(PathOf("resumed"));
            AssertSameContent(PathOf("whole"), PathOf("resumed"));
        }
    }

    private static void AssertSameReport(EpochReport expected, EpochReport report)
    {
        Assert.Equal((expected.Epoch, expected.Images, expected.SkippedImages, expected.LearningRate), (report.Epoch, report.Images, report.SkippedImages, report.LearningRate));
        Assert.Equal(expected.Losses, report.Losses);
    }

    /// <summary>Every tensor and text, and then every byte: the first names what differs.</summary>
    private static void AssertSameContent(string expected, string actual)
    {
        using var one = SafetensorsFile.Open(expected);
        using var other = SafetensorsFile.Open(actual);
        Assert.Equal(one.Metadata["position"], other.Metadata["position"]);
        Assert.Equal(one.Entries.Select(entry => entry.Name), other.Entries.Select(entry => entry.Name));
        Assert.Equal([], one.Entries.Where(entry => !one.Read(entry.Name).bytes.SequenceEqual(other.Read(entry.Name).bytes)).Select(entry => entry.Name));
        Assert.True(File.ReadAllBytes(expected).AsSpan().SequenceEqual(File.ReadAllBytes(actual)), "Two checkpoints differ in their bytes.");
    }

    private static TrainingRun NewRun(EmittedTrainer trainer, string place, bool skipDamaged = false) =>
        new(trainer.Shared, validation: null, test: new StripedImages([2, 2, 2])) { Folder = place, Resume = ResumeMode.IfPresent, SkipDamagedCheckpoints = skipDamaged };

    private static string[] Files(string place) =>
        [.. Directory.GetFiles(Path.Combine(place, "checkpoints"), "*.ckpt").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private string PathOf(string name) => Path.Combine(folder.FullName, name + ".ckpt");

    /// <summary>Images that are shown somewhere else each time, and of which one cannot be read.</summary>
    private sealed class ShiftedImages(StripedImages images) : IImageDataset
    {
        public int Count => images.Count;

        public int Channels => images.Channels;

        public int Height => images.Height;

        public int Width => images.Width;

        public int Classes => images.Classes;

        public IReadOnlyList<int> Labels => images.Labels;

        public void Read(int index, Span<float> pixels, Random? augmentation)
        {
            images.Read(index, pixels, augmentation);
            var shift = augmentation?.Next(pixels.Length) ?? 0;
            var moved = pixels.ToArray();
            moved.AsSpan(shift).CopyTo(pixels);
            moved.AsSpan(0, shift).CopyTo(pixels[(pixels.Length - shift)..]);
        }

        public bool TryRead(int index, Span<float> pixels, Random? augmentation)
        {
            if (index == 4)
            {
                return false;
            }

            Read(index, pixels, augmentation);
            return true;
        }
    }

    /// <summary>Asks for a stop after a step.</summary>
    private sealed class Stopping(CancellationTokenSource source, int epoch, int step) : ITrainingObserver
    {
        public void OnStep(StepReport report)
        {
            if ((report.Epoch, report.Step) == (epoch, step))
            {
                source.Cancel();
            }
        }
    }

    /// <summary>Looks at something after each step.</summary>
    private sealed class Looking(Action look) : ITrainingObserver
    {
        public void OnStep(StepReport report) => look();
    }
}
