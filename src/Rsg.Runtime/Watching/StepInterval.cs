using Rsg.Training;

namespace Rsg.Watching;

/// <summary>Which steps are written: of each epoch the first, and from it every so many.</summary>
/// <param name="Steps">How many; 0 for no step at all.</param>
internal readonly record struct StepInterval(int Steps)
{
    /// <summary>A line or a point each so many steps is what users of PyTorch's loops know, and costs a GPU one wait in as many.</summary>
    public static StepInterval Default { get; } = new(50);

    public static StepInterval Of(int steps, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps, parameter);
        return new StepInterval(steps);
    }

    public bool Takes(in StepReport report) => Steps > 0 && report.Step % Steps == 0;
}
