using Rsg.Training;

namespace PaperTables;

/// <summary>A line for each tenth of a training, and for its change of phase; stops the training at a step when the user wants to.</summary>
internal sealed class EpochLines(string title, CancellationToken cancellation) : ITrainingObserver
{
    public void OnStep(StepReport report) => cancellation.ThrowIfCancellationRequested();

    public void OnPhaseChanged(PhaseChange change) => Console.WriteLine($"  {title}: RSG generates from epoch {change.Epoch + 1} on");

    public void OnEpoch(EpochReport report)
    {
        if ((report.Epoch + 1) * 10 / report.Epochs > report.Epoch * 10 / report.Epochs)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  {title}: epoch {report.Epoch + 1} of {report.Epochs}, loss {report.Losses.Classification:F3}, {report.Losses.Generated} generated, {report.ImagesPerSecond:F0} images/s, {report.Elapsed:hh\\:mm\\:ss}"));
        }
    }
}
