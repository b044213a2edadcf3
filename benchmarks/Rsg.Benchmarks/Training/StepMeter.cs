using System.Diagnostics;
using Rsg.Benchmarks.Processes;

namespace Rsg.Benchmarks.Training;

/// <summary>Times the steps of a training, data included: from the end of the last step that only warms up to the end of the last step.</summary>
/// <param name="steps">Steps that count.</param>
internal sealed class StepMeter(int steps)
{
    public const int BatchSize = 128;
    public const int WarmUp = 3;
    public const string ImagesPerSecond = "images/s";
    public const string ManagedBytes = "managed bytes";

    private readonly Stopwatch clock = new();
    private long allocated;
    private int done;

    /// <summary>How many images an epoch of exactly these steps has.</summary>
    public int Images => (WarmUp + steps) * BatchSize;

    /// <summary>To be called behind every step.</summary>
    public void EndStep()
    {
        done++;
        if (done == WarmUp)
        {
            allocated = GC.GetTotalAllocatedBytes(precise: true);
            clock.Start();
        }
        else if (done == WarmUp + steps)
        {
            clock.Stop();
            Report.Figure(ImagesPerSecond, steps * BatchSize / clock.Elapsed.TotalSeconds);
            Report.Figure(ManagedBytes, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)steps);
        }
    }
}
