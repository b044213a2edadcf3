using System.Globalization;
using System.Security.Cryptography;
using AotConsumer;
using LongRun;
using Rsg.Training;
using static TorchSharp.torch;

// A run in the folder that is given, gone on from where there is one already. What it prints at its end follows from every number of it.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
set_num_threads(1);
random.manual_seed(3);
var images = FixedImages.Create();
using var network = new DropoutNet();
using var trainer = new DropoutNet.Trainer(network, images, seed: 7, new Announcement());
using var run = new TrainingRun(trainer, validation: images, test: null)
{
    Folder = args[0],
    Resume = ResumeMode.IfPresent,
    Checkpoints = new CheckpointPolicy { Every = TimeSpan.FromMilliseconds(1) }, // after every step
};
using var stop = StopSignals.Listen();
try
{
    var result = run.Run(stop.Token);
    foreach (var epoch in result.History)
    {
        Console.WriteLine($"result: epoch {epoch.Epoch} {epoch.Training.Losses} {epoch.Validation!.Accuracy:R}");
    }

    Console.WriteLine($"result: {result}");
    trainer.SaveCheckpoint(Path.Combine(args[0], "last"));
    run.RestoreBest();
    trainer.SaveCheckpoint(Path.Combine(args[0], "best"));
    Console.WriteLine($"result: last {HashOf("last")} best {HashOf("best")}");
}
catch (OperationCanceledException)
{
    Console.WriteLine($"stopped: {run.History.Count} epochs and {trainer.StepsDone} steps are done");
}

string HashOf(string name) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(args[0], name))));

/// <summary>Says that epochs begin, for who watches the process.</summary>
internal sealed class Announcement : ITrainingObserver
{
    public void OnTrainingStarted(TrainingStart start) => Console.WriteLine($"first step: {start.FirstEpoch} {start.FirstStep}");

    public void OnEpoch(EpochReport report) => Console.WriteLine($"done: {report.Epoch}");
}
