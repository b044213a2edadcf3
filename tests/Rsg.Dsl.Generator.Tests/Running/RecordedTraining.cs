using Rsg.Data;
using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A training that went through without a stop: its reports, and the checkpoint that it ended with. One that stops is compared with it.</summary>
internal sealed class RecordedTraining
{
    private const string Whole = "whole";

    private readonly CompiledModel model;
    private readonly IImageDataset images;
    private readonly CheckpointFolder folder;
    private readonly EpochRecorder recorder = new();

    /// <summary>Trains a model to the end of its schedule.</summary>
    public RecordedTraining(CompiledModel model, IImageDataset images, CheckpointFolder folder)
    {
        this.model = model;
        this.images = images;
        this.folder = folder;
        using var whole = Begin(recorder);
        whole.Fit();
        whole.Shared.SaveCheckpoint(folder.PathOf(Whole));
    }

    /// <summary>The report of every epoch.</summary>
    public IReadOnlyList<EpochReport> Reports => recorder.Reports;

    /// <summary>Begins the same training once more: the same weights, the same random state.</summary>
    public EmittedTrainer Begin(ITrainingObserver? observer = null) => Create(randomState: 7, observer);

    /// <summary>Begins as another process would, of other weights and in another random state.</summary>
    public EmittedTrainer BeginElsewhere(ITrainingObserver? observer = null) => Create(randomState: 99, observer);

    /// <summary>A training went on from a checkpoint in another trainer, to the same reports and the same end.</summary>
    /// <param name="checkpoint">Its name in the folder.</param>
    /// <param name="epoch">The epoch that is next in it.</param>
    /// <param name="step">The step of this epoch that is next.</param>
    public void AssertGoesOnFrom(string checkpoint, int epoch, int step)
    {
        var after = new EpochRecorder();
        using var resumed = BeginElsewhere(after);
        resumed.Shared.LoadCheckpoint(folder.PathOf(checkpoint));
        Assert.Equal((epoch, step), (resumed.Epoch, resumed.Shared.StepsDone));

        resumed.Fit();

        Assert.Equal(Reports.Skip(epoch).Select(WithoutTime), after.Reports.Select(WithoutTime));
        AssertEndOf(resumed);
    }

    /// <summary>A training has ended with the same numbers: all that a checkpoint holds.</summary>
    public void AssertEndOf(EmittedTrainer trainer)
    {
        trainer.Shared.SaveCheckpoint(folder.PathOf("end"));
        folder.AssertSame(Whole, "end");
    }

    private EmittedTrainer Create(long randomState, ITrainingObserver? observer)
    {
        random.manual_seed(randomState);
        return model.CreateTrainer(model.CreateNetwork(), images, seed: 5, observer: observer);
    }

    private static (int Epoch, int Images, long SkippedImages, double LearningRate, StepLosses Losses) WithoutTime(EpochReport report) =>
        (report.Epoch, report.Images, report.SkippedImages, report.LearningRate, report.Losses);

    private sealed class EpochRecorder : ITrainingObserver
    {
        public List<EpochReport> Reports { get; } = [];

        public void OnEpoch(EpochReport report) => Reports.Add(report);
    }
}
