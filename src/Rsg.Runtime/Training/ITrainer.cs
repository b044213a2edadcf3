using System.ComponentModel;
using Rsg.Data;
using Rsg.Evaluation;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>What the trainers of all models have in common, whatever their networks: for code that trains several.</summary>
public interface ITrainer : IDisposable
{
    /// <summary>The current epoch, counted from 0; between epochs the one that comes next.</summary>
    int Epoch { get; }

    /// <summary>How many steps of the current epoch <see cref="TrainEpoch"/> has made; 0 between epochs. More than 0 where it was broken off: it goes on with the next step.</summary>
    int StepsDone { get; }

    /// <summary>How many epochs the training has.</summary>
    int TotalEpochs { get; }

    /// <summary>Who is told how the training goes; <see langword="null"/> when nobody is.</summary>
    ITrainingObserver? Observer { get; }

    /// <summary>The network that is trained.</summary>
    nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>What the trainer was made of, for manifests.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    TrainingSetup Setup { get; }

    /// <summary>What the steps of the training change, for checkpoints.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    TrainingState State { get; }

    /// <summary>Writes a checkpoint: everything that <see cref="LoadCheckpoint"/> needs to go on with the same numbers. Between two epochs, or between two steps of <see cref="TrainEpoch"/>.</summary>
    /// <param name="path">The file, which is replaced as a whole.</param>
    /// <exception cref="IOException">The file cannot be written; one that was there before is still there.</exception>
    void SaveCheckpoint(string path);

    /// <summary>Goes back to a checkpoint of a training of the same model on the same images. Where anything is wrong with the file, nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is damaged, is no checkpoint, or is one of another network.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    void LoadCheckpoint(string path);

    /// <summary>Makes an epoch the current one, from its first step on, and with it its learning rate and its phase: for a loop of one's own around <see cref="TrainStep"/>.</summary>
    /// <param name="epoch">The epoch, counted from 0; not negative.</param>
    void StartEpoch(int epoch);

    /// <summary>One step: forward, loss, backward, update.</summary>
    /// <param name="images">The images, (N, C, H, W), on the trainer's device.</param>
    /// <param name="labels">Their classes, (N), int64, on the trainer's device: a tensor, or as a batch of a loader has them.</param>
    /// <returns>The losses, before this step's update; on a GPU they are read when they are asked for.</returns>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is not finite; no weight was updated (running statistics of batch norms have seen the images). On a GPU the losses throw it when they are read.</exception>
    StepLosses TrainStep(Tensor images, BatchLabels labels);

    /// <summary>Goes once through the training set, and on to the next epoch. An epoch that was broken off goes on with its next step (<see cref="StepsDone"/>), and its report is of all of it.</summary>
    /// <param name="afterStep">Is called after each step, when a checkpoint can be written.</param>
    /// <param name="cancellation">Breaks the epoch off after the current step.</param>
    /// <exception cref="OperationCanceledException">The epoch was cancelled.</exception>
    EpochReport TrainEpoch(Action? afterStep = null, CancellationToken cancellation = default);

    /// <summary>Trains until an epoch is reached: to the end, unless told to stop earlier.</summary>
    /// <param name="untilEpoch">The first epoch, counted from 0, that is not trained any more; at least 1. <see cref="TotalEpochs"/> when left out.</param>
    /// <param name="cancellation">Ends the training after the current step, as in <see cref="TrainEpoch"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="untilEpoch"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is not finite; that step updated no weight. On a GPU, where losses are read many steps at a time, up to 31 further steps were made.</exception>
    void Fit(int? untilEpoch = null, CancellationToken cancellation = default);

    /// <summary>Evaluates the network; many-, medium- and few-shot follow from the counts of the training set.</summary>
    /// <param name="dataset">Images of the network's size, with labels below its number of classes.</param>
    /// <param name="cancellation">Ends the evaluation after the current batch.</param>
    /// <exception cref="ArgumentException">The images have another size, or there are other classes.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    EvaluationResult Evaluate(IImageDataset dataset, CancellationToken cancellation = default);
}
