using System.Diagnostics;
using Rsg.Benchmarks.Processes;

namespace Rsg.Benchmarks.Training;

/// <summary>
/// Times the steps of a training, data included: from the end of one step to the end of the next. The median is of steps, so that a step in
/// which the machine did something else does not count.
/// </summary>
/// <param name="steps">Steps that count.</param>
internal sealed class StepMeter(int steps)
{
    public const int BatchSize = 128;
    public const int WarmUp = 3;
    public const string ImagesPerSecond = "images/s";
    public const string ManagedBytes = "managed bytes";

    private readonly List<double> seconds = [];
    private int done;
    private long lastEnd;
    private long allocated;

    /// <summary>How many images an epoch of exactly these steps has.</summary>
    public int Images => (WarmUp + steps) * BatchSize;

    /// <summary>To be called behind every step.</summary>
    public void EndStep()
    {
        long now = Stopwatch.GetTimestamp();
        done++;
        if (done > WarmUp)
        {
            seconds.Add(Stopwatch.GetElapsedTime(lastEnd, now).TotalSeconds);
        }

        if (done == WarmUp)
        {
            allocated = GC.GetTotalAllocatedBytes(precise: true);
        }
        else if (done == WarmUp + steps)
        {
            Report.Figure(ManagedBytes, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)steps);
            Report.Figure(ImagesPerSecond, BatchSize / Statistics.Median(seconds));
        }

        lastEnd = Stopwatch.GetTimestamp();
    }
}
