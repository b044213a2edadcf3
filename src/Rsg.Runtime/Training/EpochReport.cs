namespace Rsg.Training;

/// <summary>One epoch that was done.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="Phase">1 while RSG only estimated centers (and without RSG), 2 while it generated samples.</param>
/// <param name="Losses">The mean losses, each step weighted by its images, and all generated samples.</param>
/// <param name="Images">Real images gone through.</param>
/// <param name="LearningRate">The learning rate of the epoch.</param>
/// <param name="ImagesPerSecond">Real images gone through per second.</param>
/// <param name="Duration">Time that the epoch took.</param>
/// <param name="Elapsed">Time since the training started.</param>
/// <param name="Remaining">Estimate of the time left: as many epochs as are left, each as long as this one.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    int Phase,
    StepLosses Losses,
    int Images,
    double LearningRate,
    double ImagesPerSecond,
    TimeSpan Duration,
    TimeSpan Elapsed,
    TimeSpan Remaining)
{
    /// <summary>Images of the epoch that were left out because they could not be read; <see cref="Images"/> does not count them. An image that was drawn twice counts twice.</summary>
    public long SkippedImages { get; init; }
}
