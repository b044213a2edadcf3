namespace Rsg.Training;

/// <summary>One step that was done.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="Phase">1 while RSG only estimates centers (and without RSG), 2 while it generates samples.</param>
/// <param name="Step">The step within the epoch, counted from 0.</param>
/// <param name="StepsPerEpoch">Steps in this epoch.</param>
/// <param name="Losses">The losses of this step.</param>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="ImagesPerSecond">Real images gone through per second in this epoch so far.</param>
/// <param name="Elapsed">Time since the training started.</param>
/// <param name="Remaining">Estimate of the time left, from the speed of this epoch so far; 0 after the last step.</param>
public readonly record struct StepReport(
    int Epoch,
    int Epochs,
    int Phase,
    int Step,
    int StepsPerEpoch,
    StepLosses Losses,
    double LearningRate,
    double ImagesPerSecond,
    TimeSpan Elapsed,
    TimeSpan Remaining);
