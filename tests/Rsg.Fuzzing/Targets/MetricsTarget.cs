using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Reporting;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Fuzzing.Targets;

/// <summary>The metrics of a training: read, reported, and made whole before a training goes on.</summary>
public sealed class MetricsTarget : FuzzTarget
{
    // A page of charts takes a hundred times as long as reading the file.
    private const int InputsPerReport = 8;

    /// <inheritdoc/>
    public override string Name => "metrics";

    /// <inheritdoc/>
    public override string FileName => ReportedRun.MetricsFileName;

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [SeedFile.Of(path => Write(path, classes: 3, epochs: 3)), SeedFile.Of(path => Write(path, classes: 2, epochs: 1))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "\n", "{", "}", "[", "]", "null", "-1", "1e38", "1e308", "1e999", "\"event\":\"start\"", "\"event\":\"evaluation\"", "\"split\":\"test\"", "\\ud800", "\\u0000", "\"source\":\"checkpoint\"", "[0,0,2147483647],",
        "</script><script>", "<!--", "\"epoch\":2147483647", "\"epochs\":0", "NaN", "[]",
    ];

    /// <summary>A page of charts.</summary>
    public override long FixedMemory => 64 << 20;

    /// <inheritdoc/>
    public override int MemoryPerByte => 4096;

    /// <inheritdoc/>
    public override int InputsInTests => 60;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (new FileInfo(path).Length % InputsPerReport == 0)
        {
            Report.Write(folder, Path.Combine(folder, "page", "report.html"));
        }

        MetricsFile metrics = MetricsFile.Read(path);
        foreach (LoggedEvaluation evaluation in metrics.Evaluations.Where(evaluation => evaluation.HasClasses))
        {
            evaluation.Read().ToJson();
        }

        string repaired = Directory.CreateDirectory(Path.Combine(folder, "repaired")).FullName;
        string copy = Path.Combine(repaired, FileName);
        File.Copy(path, copy);
        try
        {
            MetricsRepair.Run(copy, nextEpoch: 0, TimeProvider.System);
            if (MetricsRepair.Run(copy, nextEpoch: 0, TimeProvider.System) is not null)
            {
                throw new FindingException("A file that was made whole is not whole.");
            }
        }
        finally
        {
            Directory.Delete(repaired, recursive: true);
        }
    }

    private static void Write(string path, int classes, int epochs)
    {
        using var observer = new JsonLinesObserver(path);
        observer.OnTrainingStarted(new TrainingStart("Net", epochs, 2, null) { ClassCounts = new ClassCounts(Enumerable.Range(1, classes)), ClassNames = [.. Enumerable.Range(0, classes).Select(label => $"class {label}")] });
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var losses = new StepLosses(5 - epoch, 4, 0.1f, 0.25f, 3);
            observer.OnStep(new StepReport(epoch, epochs, 1, 0, 2, losses, 0.1, 100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
            observer.OnEpoch(new EpochReport(epoch, epochs, 1, losses, 24, 0.1, 48.25, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
            observer.OnEvaluated(new EpochEvaluation(epoch, null, Evaluation(classes)));
        }

        observer.OnTrainingFinished(new TrainingEnd(epochs, TimeSpan.FromSeconds(2)));
    }

    private static EvaluationResult Evaluation(int classes)
    {
        var confusion = new ConfusionMatrix(classes);
        for (int label = 0; label < classes; label++)
        {
            confusion.Add(label, label, 3);
            confusion.Add(label, 0, 1);
        }

        return new EvaluationResult(confusion, new ClassCounts(Enumerable.Range(1, classes)));
    }
}
