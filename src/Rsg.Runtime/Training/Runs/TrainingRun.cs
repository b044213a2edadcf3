using System.Diagnostics;
using System.Globalization;
using Rsg.Data;
using Rsg.Evaluation;

namespace Rsg.Training;

/// <summary>
/// A training from its first epoch to its last: evaluated on the named sets on the way, with the best epoch and its weights, chosen on a
/// set that is named as well.
/// </summary>
/// <remarks>
/// <para>
/// The validation set chooses the best epoch. Without one no epoch is chosen, and the result is the last epoch's, unless
/// <see cref="SelectOn"/> says in so many words that the test set chooses; then every output says so, because such a number is better than
/// the network will do on new images.
/// </para>
/// <para>The weights of the best epoch so far are held in the CPU's memory until the run is disposed. The trainer and its network stay the caller's.</para>
/// </remarks>
public sealed class TrainingRun : IDisposable
{
    private readonly ITrainer trainer;
    private readonly IImageDataset? validation;
    private readonly IImageDataset? test;
    private readonly List<RunEpoch> history = [];
    private readonly BestEpoch best = new();
    private readonly Split? selectOn;
    private readonly SelectionMetric selectBy;
    private readonly int evaluateEvery = 1;

    private RunStore? store;
    private TimeSpan evaluationTime = TimeSpan.MaxValue; // not known yet
    private bool disposed;

    /// <summary>Prepares a run.</summary>
    /// <param name="trainer">Trains; from the epoch at which it is.</param>
    /// <param name="validation">The images that choose the best epoch; <see langword="null"/> when there are none.</param>
    /// <param name="test">The images that the result is reported on; <see langword="null"/> when there are none.</param>
    /// <exception cref="ArgumentException">There is neither set, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The trainer has no epoch to train.</exception>
    public TrainingRun(ITrainer trainer, IImageDataset? validation, IImageDataset? test)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainer.TotalEpochs, 1, nameof(trainer));
        if (validation is null && test is null)
        {
            throw new ArgumentException("A run needs a validation or a test set to evaluate on; use ITrainer.Fit to train without.", nameof(test));
        }

        if (ReferenceEquals(validation, test))
        {
            throw new ArgumentException(
                "The validation and the test set are one and the same. Give it as the test set alone, and say SelectOn = Split.Test if it is to choose the best epoch.",
                nameof(validation));
        }

        this.trainer = trainer;
        this.validation = validation;
        this.test = test;
        selectOn = validation is null ? null : Split.Validation;
    }

    /// <summary>Prepares a run that evaluates on the validation and the test set of a task.</summary>
    /// <param name="trainer">Trains, on the training set of the task; from the epoch at which it is.</param>
    /// <param name="sets">The sets of the task; it has a validation set, a test set or both.</param>
    /// <exception cref="ArgumentException">There is neither set, or both are the same.</exception>
    public TrainingRun(ITrainer trainer, ImageSets sets)
        : this(trainer, (sets ?? throw new ArgumentNullException(nameof(sets))).Validation, sets.Test)
    {
    }

    /// <summary>Which set chooses the best epoch. Left out: the validation set, and without one none. <see langword="null"/>: none, and no weights are held.</summary>
    /// <exception cref="ArgumentException">There is no such set.</exception>
    public Split? SelectOn
    {
        get => selectOn;
        init => selectOn = value switch
        {
            Split.Validation when validation is null => throw new ArgumentException("There is no validation set to choose the best epoch.", nameof(SelectOn)),
            Split.Test when test is null => throw new ArgumentException("There is no test set to choose the best epoch.", nameof(SelectOn)),
            not (null or Split.Validation or Split.Test) => throw new ArgumentException($"{value} is no split.", nameof(SelectOn)),
            _ => value,
        };
    }

    /// <summary>What makes an epoch the best; of equally good ones the first is. Default accuracy.</summary>
    public SelectionMetric SelectBy
    {
        get => selectBy;
        init => selectBy = value is SelectionMetric.Accuracy or SelectionMetric.MacroAccuracy
            ? value
            : throw new ArgumentException($"{value} is no metric to select by.", nameof(SelectBy));
    }

    /// <summary>
    /// After how many epochs the network is evaluated, counted from the first; always after the last. At least 1. Only evaluated epochs can be
    /// the best. Default 1.
    /// </summary>
    public int EvaluateEvery
    {
        get => evaluateEvery;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(EvaluateEvery));
            evaluateEvery = value;
        }
    }

    /// <summary>
    /// The folder that the run keeps checkpoints in, so that it survives its process; made where there is none. <see langword="null"/>, the default, for a run
    /// that leaves nothing behind. At the end the result is written there as well, as <c>result.json</c>. From the first call of <see cref="Run"/> until the run is disposed, no other run can have it.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>What is done where <see cref="Folder"/> has a run already. Default <see cref="ResumeMode.Never"/>: that is an error.</summary>
    public ResumeMode Resume { get; init; }

    /// <summary>
    /// Whether a run goes on from an older checkpoint where the newest is damaged, and so trains some epochs again; the damaged one is put aside under another name. Default no: that is an error.
    /// </summary>
    public bool SkipDamagedCheckpoints { get; init; }

    /// <summary>Which checkpoints are written and kept. Default: one after every epoch, and within an epoch every ten minutes; the last two epochs' and the best one stay.</summary>
    public CheckpointPolicy Checkpoints { get; init; } = new();

    /// <summary>What is not as it was when the run was begun and cannot be held against it, such as the device and the versions of libraries; some of it can change the last digits of a result. Empty before <see cref="Run"/>, and in a run that began here.</summary>
    public IReadOnlyList<ManifestDifference> ResumedWith { get; private set; } = [];

    /// <summary>The epochs so far, also those before a training that failed.</summary>
    public IReadOnlyList<RunEpoch> History => history.AsReadOnly();

    /// <summary>
    /// Trains to the last epoch and evaluates. After a cancellation a second call goes on with the step that is next; after an error too, but with a folder from the newest checkpoint.
    /// Where only an evaluation failed or was cancelled, that is made again.
    /// </summary>
    /// <param name="cancellation">Stops after the current step, or the current batch of an evaluation; with a folder a checkpoint is written there. What was done so far stays in <see cref="History"/>.</param>
    /// <exception cref="InvalidOperationException">Without a folder, the trainer is at its end already, and evaluated there unless others trained it. With one, the folder has a run, or none, and <see cref="Resume"/> says that it must not.</exception>
    /// <exception cref="NotFiniteNumberException">A loss, a gradient or a logit is not finite. The message names the newest checkpoint.</exception>
    /// <exception cref="ManifestException">The run in the folder was begun with another model, other images or other settings; nothing was changed.</exception>
    /// <exception cref="CheckpointException">The newest checkpoint is damaged, or of another training.</exception>
    /// <exception cref="IOException">The folder is in use, or a checkpoint cannot be written; those before it are still there.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public TrainingRunResult Run(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        OpenFolder();
        try
        {
            return RunToEnd(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            SaveUnlessSaved();
            throw;
        }
    }

    private TrainingRunResult RunToEnd(CancellationToken cancellation)
    {
        int epochs = trainer.TotalEpochs;
        if (trainer.Epoch >= epochs && !IsEvaluationLeft())
        {
            if (store is null)
            {
                throw new InvalidOperationException($"All {epochs} epochs are trained already; there is nothing to run.");
            }

            trainer.Observer?.OnNotice($"All {epochs} epochs are trained already; the last is evaluated once more, and nothing is trained: '{Folder}'.");
        }

        if (trainer.Epoch < epochs && IsEvaluationLeft())
        {
            EndEpoch(cancellation);
        }

        while (trainer.Epoch < epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            EpochReport report = store is null ? trainer.TrainEpoch(cancellation: cancellation) : store.TrainEpoch(cancellation);
            history.Add(new RunEpoch(report, Validation: null, Test: null)); // stays if the evaluation fails
            if (trainer.Epoch < epochs)
            {
                EndEpoch(cancellation);
            }
        }

        if (IsEvaluationLeft())
        {
            SaveBeforeEvaluation();
        }

        EpochEvaluation last = EvaluateNewest(cancellation);
        store?.Save();
        var result = new TrainingRunResult(history, last, best.Evaluation, selectOn, selectBy);
        store?.WriteResult(result);
        return result;
    }

    /// <summary>Evaluates the newest epoch and writes its checkpoint, where either is due. It is not the last one.</summary>
    private void EndEpoch(CancellationToken cancellation)
    {
        bool isCheckpointDue = trainer.Epoch % Checkpoints.EveryEpochs == 0;
        bool isNewBest = false;
        if (IsEvaluationLeft())
        {
            if (isCheckpointDue)
            {
                SaveBeforeEvaluation();
            }

            isNewBest = ReferenceEquals(EvaluateNewest(cancellation), best.Evaluation);
        }

        if (isCheckpointDue || (isNewBest && Checkpoints.KeepBest))
        {
            store?.Save();
        }
    }

    /// <summary>
    /// An epoch that was trained is saved before it is evaluated, so that a kill then costs the evaluation only, and once more with its numbers. Where evaluations
    /// take less time than the writing of a checkpoint, it is not worth it.
    /// </summary>
    private void SaveBeforeEvaluation()
    {
        if (evaluationTime >= store?.WriteTime)
        {
            SaveUnlessSaved();
        }
    }

    private void SaveUnlessSaved()
    {
        if (store is { IsSaved: false })
        {
            store.Save();
        }
    }

    /// <summary>Gives the network the weights that it had after the best epoch so far. What it learnt since is lost.</summary>
    /// <exception cref="InvalidOperationException">No epoch was chosen: no set is to choose, or none was evaluated yet.</exception>
    public void RestoreBest()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (best.Evaluation is null)
        {
            throw new InvalidOperationException(
                selectOn is null ? "There is no best epoch: no set was to choose one (SelectOn)." : "There is no best epoch yet: none was evaluated.");
        }

        best.Weights.PutInto(trainer.Network);
    }

    /// <summary>Frees the weights that are held. The trainer and its network stay.</summary>
    public void Dispose()
    {
        disposed = true;
        best.Dispose();
        store?.Dispose();
    }

    /// <summary>Takes the folder at the first call, and goes on from what is in it; at a later call goes back to what is in it where an epoch was broken off by an error.</summary>
    private void OpenFolder()
    {
        if (store is { IsBrokenOff: true })
        {
            store.RestoreNewest();
        }

        if (store is not null || Folder is null)
        {
            return;
        }

        RunFolder folder = RunFolder.Open(Folder);
        try
        {
            folder.RequireExpected(Resume);
            RunManifest manifest = Manifest();
            ResumedWith = Keep(manifest, folder);
            var opened = new RunStore(folder, trainer, history, best) { Manifest = manifest, Policy = Checkpoints, SkipDamaged = SkipDamagedCheckpoints };
            opened.Begin();
            store = opened;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the manifest; where another run was begun in the folder and never made a step, nothing is lost with it, and this one takes its place.</summary>
    private IReadOnlyList<ManifestDifference> Keep(RunManifest manifest, RunFolder folder)
    {
        try
        {
            return manifest.Keep(folder);
        }
        catch (Exception other) when (other is ManifestException or FileNotFoundException && !folder.HasTraining)
        {
            folder.DeleteUntrained();
            trainer.Observer?.OnNotice($"Another run was begun here and never made a step; this one begins in its place: '{folder.Path}'.");
            return manifest.Keep(folder);
        }
    }

    private RunManifest Manifest() => RunManifest.Of(
        trainer,
        [
            new("evaluation.every", evaluateEvery.ToString(CultureInfo.InvariantCulture)),
            new("evaluation.selectOn", selectOn?.ToString() ?? "none"),
            new("evaluation.selectBy", selectBy.ToString()),
            new("evaluation.validationSet", DatasetFingerprint.HashOf(validation)),
            new("evaluation.testSet", DatasetFingerprint.HashOf(test)),
        ]);

    /// <summary>Whether the newest epoch was trained by this run, the network is as it was after it, and only its evaluation, which is due, is not there.</summary>
    private bool IsEvaluationLeft() =>
        history is [.., { Validation: null, Test: null } newest]
        && (trainer.Epoch, trainer.StepsDone) == (newest.Epoch + 1, 0)
        && (trainer.Epoch % evaluateEvery == 0 || trainer.Epoch >= trainer.TotalEpochs);

    private EpochEvaluation EvaluateNewest(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        EpochReport report = history[^1].Training;
        bool isKnown = history[^1] is not { Validation: null, Test: null }; // a run that was finished before, and is asked for its result again
        var evaluation = new EpochEvaluation(report.Epoch, Evaluate(validation, cancellation), Evaluate(test, cancellation));
        evaluationTime = Stopwatch.GetElapsedTime(start);
        history[^1] = new RunEpoch(report, evaluation.Validation?.Metrics, evaluation.Test?.Metrics)
        {
            SkippedInValidation = evaluation.Validation?.SkippedImages,
            SkippedInTest = evaluation.Test?.SkippedImages,
        };
        if (selectOn is Split split)
        {
            best.TakeIfBetter(evaluation, trainer.Network, split, selectBy);
        }

        if (!isKnown)
        {
            trainer.Observer?.OnEvaluated(evaluation);
        }

        return evaluation;
    }

    private EvaluationResult? Evaluate(IImageDataset? images, CancellationToken cancellation) => images is null ? null : trainer.Evaluate(images, cancellation);
}
