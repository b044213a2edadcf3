using Rsg.Data;
using Rsg.Training;
using TorchSharp;
using static Rsg.Dsl.Generator.Tests.Running.SmallNet;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A training that goes on from between two steps of an epoch ends with the same numbers and reports, to the last bit, as one that went through.</summary>
[Collection(WholeProcess.Collection)]
public sealed class CheckpointWithinEpochTests : IDisposable
{
    private const string Train = "Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2, Milestones = [3], Gamma = 0.1)";

    // Class 3 is in one batch of an epoch only, so that its rows miss steps.
    private static readonly ShiftedImages Images = new(new StripedImages([13, 7, 1]));

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
        [Backbone, Insert, "LdamLoss", "Reweight(FromEpoch = 2)", Train],
        [Backbone, Insert, "FocalLoss", "Resample(FromEpoch = 1)", "Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2, Momentum = 0, WeightDecay = 0.1, GradientClip = 2)"],
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
            "LdamLoss",
            "RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)",
            "Resample(FromEpoch = 2)",
            "Train(Epochs = 4, BatchSize = 5, LearningRate = 0.01, GenerateFromEpoch = 2)"));
    }

    [Fact]
    public void A_stopped_run_goes_on_from_its_step_in_another_process_and_in_the_same()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var whole = new RecordedTraining(CompiledModel.Of(Backbone, Insert, "LdamLoss", Train), Images, folder);
        using (var stopped = whole.Begin(new Stopping(first, epoch: 2, step: 1)))
        using (var run = NewRun(stopped))
        {
            Assert.Throws<OperationCanceledException>(() => run.Run(first.Token));
            Assert.Equal((2, 2), (stopped.Epoch, stopped.Shared.StepsDone));
            Assert.Contains("epoch-000002-step-00000002.ckpt", CheckpointsOfRun());
        }

        using var trainer = whole.BeginElsewhere(new Stopping(second, epoch: 3, step: 0));
        using var resumed = NewRun(trainer);
        Assert.Throws<OperationCanceledException>(() => resumed.Run(second.Token));
        Assert.Equal(["epoch-000002.ckpt", "epoch-000003-step-00000001.ckpt", "epoch-000003.ckpt"], CheckpointsOfRun());

        Assert.Equal(4, resumed.Run().History.Length);
        Assert.Equal(["epoch-000003.ckpt", "epoch-000004.ckpt"], CheckpointsOfRun());
        whole.AssertEndOf(trainer);
    }

    [Fact]
    public void Within_an_epoch_the_newest_checkpoint_stays_until_the_epochs_own_is_there()
    {
        var model = CompiledModel.Of(Backbone, Insert, "LdamLoss", Train);
        var seen = new List<string[]>();
        using var trainer = model.CreateTrainer(model.CreateNetwork(), Images, seed: 5, observer: new Looking(() => seen.Add(CheckpointsOfRun())));
        using var run = new TrainingRun(trainer.Shared, validation: null, test: new StripedImages([2, 2, 2]))
        {
            Folder = folder.Run,
            Checkpoints = new CheckpointPolicy { Every = TimeSpan.FromTicks(1), KeepLast = 1, KeepBest = false },
        };

        run.Run();

        Assert.Equal(["epoch-000000.ckpt"], seen[0]); // the first step is done, and not saved yet
        Assert.Equal(["epoch-000000-step-00000001.ckpt", "epoch-000000.ckpt"], seen[1]);
        Assert.Equal(["epoch-000000-step-00000003.ckpt", "epoch-000000.ckpt"], seen[3]);
        Assert.Equal(["epoch-000001.ckpt"], seen[4]);
        Assert.Equal(["epoch-000004.ckpt"], CheckpointsOfRun());
    }

    [Fact]
    public void A_damaged_checkpoint_within_an_epoch_leaves_the_epoch_to_be_trained_again()
    {
        using var stop = new CancellationTokenSource();
        var whole = new RecordedTraining(CompiledModel.Of(Backbone, Insert, "LdamLoss", Train), Images, folder);
        using (var stopped = whole.Begin(new Stopping(stop, epoch: 1, step: 2)))
        using (var run = NewRun(stopped))
        {
            Assert.Throws<OperationCanceledException>(() => run.Run(stop.Token));
        }

        var newest = Path.Combine(folder.Run, "checkpoints", "epoch-000001-step-00000003.ckpt");
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^9]);
        using var trainer = whole.BeginElsewhere();
        using (var refused = NewRun(trainer))
        {
            Assert.Contains("epoch-000001.ckpt", Assert.Throws<CheckpointException>(() => refused.Run()).Message, StringComparison.Ordinal);
        }

        using var resumed = NewRun(trainer, skipDamaged: true);
        resumed.Run();
        Assert.True(File.Exists(newest + ".damaged"));
        whole.AssertEndOf(trainer);
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

    /// <summary>Trains once more with a checkpoint after each step, and goes on from every third of them.</summary>
    private void AssertSame(CompiledModel model)
    {
        var whole = new RecordedTraining(model, Images, folder);
        Assert.True(whole.Reports.Sum(report => report.SkippedImages) > 0);
        var places = new List<(int Epoch, int Step)>();
        using (var saving = whole.Begin())
        {
            while (saving.Epoch < 4)
            {
                saving.Shared.TrainEpoch(() =>
                {
                    places.Add((saving.Epoch, saving.Shared.StepsDone));
                    saving.Shared.SaveCheckpoint(folder.PathOf($"part{places.Count - 1}"));
                });
            }

            whole.AssertEndOf(saving);
        }

        for (var i = 0; i < places.Count; i += 3)
        {
            whole.AssertGoesOnFrom($"part{i}", places[i].Epoch, places[i].Step);
        }
    }

    private TrainingRun NewRun(EmittedTrainer trainer, bool skipDamaged = false) =>
        new(trainer.Shared, validation: null, test: new StripedImages([2, 2, 2])) { Folder = folder.Run, Resume = ResumeMode.IfPresent, SkipDamagedCheckpoints = skipDamaged };

    private string[] CheckpointsOfRun() =>
        [.. Directory.GetFiles(Path.Combine(folder.Run, "checkpoints"), "*.ckpt").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

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
