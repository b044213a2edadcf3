using Rsg.Training;

namespace Rsg.Runtime.Tests.Watching;

/// <summary>What a training tells its observers, with numbers that tell epochs and steps apart.</summary>
internal static class Reports
{
    public static StepReport Step(int epoch, int step, int stepsPerEpoch = 100) => new(
        epoch, 4, epoch < 2 ? 1 : 2, step, stepsPerEpoch, new StepLosses(10 + epoch, 8 + epoch, 0.5f, 0.25f, step), 0.1, 1234.5, TimeSpan.FromSeconds(epoch + 0.5), TimeSpan.FromSeconds(7));

    public static EpochReport Epoch(int epoch) => new(
        epoch, 4, epoch < 2 ? 1 : 2, new StepLosses(5 - epoch, 4 - epoch, 0.1f, 0.25f, 30 * epoch), 24, 0.1 / (epoch + 1), 48.25,
        TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(epoch + 1), TimeSpan.FromSeconds(3 - epoch))
    {
        SkippedImages = epoch,
    };
}
