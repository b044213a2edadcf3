using System.CommandLine;
using Rsg.Data;
using Rsg.Native;
using Rsg.Onnx;
using Rsg.Reporting;
using Rsg.Training;
using Rsg.Watching;
using TorchSharp;
using TrainAndShip;

var folder = new Argument<string>("folder") { Description = "The run's folder: checkpoints, metrics, report, weights and the exported model." };
var epochs = new Option<int>("--epochs") { Description = "How many epochs; the declared schedule is shortened or stretched in proportion.", DefaultValueFactory = _ => GarmentNet.Trainer.Epochs };
epochs.Validators.Add(said =>
{
    if (said.GetValueOrDefault<int>() < 1)
    {
        said.AddError("--epochs is at least 1.");
    }
});
var seed = new Option<int>("--seed") { Description = "Decides the start weights, the order of the images and everything random." };
var skipDamaged = new Option<bool>("--skip-damaged") { Description = "Goes on from an older checkpoint where the newest is damaged." };
var train = new Command("train", "Trains on a long-tailed Fashion-MNIST. Ctrl+C stops it, and the same command goes on.") { folder, epochs, seed, skipDamaged };
train.SetAction(said => Train(said.GetRequiredValue(folder), said.GetValue(epochs), said.GetValue(seed), said.GetValue(skipDamaged)));

var folders = new Argument<string[]>("folders") { Description = "Folders of runs.", Arity = ArgumentArity.OneOrMore };
var page = new Option<string>("--to") { Description = "The page.", DefaultValueFactory = _ => "comparison.html" };
var compare = new Command("compare", "Writes a page that compares runs.") { folders, page };
compare.SetAction(said =>
{
    foreach (string note in Report.Write(said.GetRequiredValue(folders), said.GetValue(page)!))
    {
        Console.Error.WriteLine($"note: {note}");
    }
});

var images = new Argument<string[]>("images") { Description = "Image files, or folders of them.", Arity = ArgumentArity.OneOrMore };
var predict = new Command("predict", "Predicts images with the best weights of a run.") { folder, images };
predict.SetAction(said => Predict(said.GetRequiredValue(folder), said.GetRequiredValue(images)));

try
{
    return new RootCommand("A training that can be watched, stopped, resumed, compared and shipped.") { train, compare, predict }.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped; the same command goes on.");
    return 130;
}
catch (Exception error) when (error is TorchLibraryException or CheckpointException or ManifestException or IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException or ArgumentException or NotFiniteNumberException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

static void Train(string folder, int epochs, int seed, bool skipDamaged)
{
    TorchLibraries.Load();
    ImageSets images = IdxFiles.ReadSets(Path.Combine(AppContext.BaseDirectory, "data"), GarmentNet.Preparation, GarmentNet.ClassCount)
        .HoldOut(fraction: 0.1, seed: 0);

    torch.random.manual_seed(seed);
    using var network = new GarmentNet();
    using var metrics = new JsonLinesObserver(Path.Combine(folder, "metrics.jsonl"));
    using var board = new TensorBoardObserver(folder);
    using var console = new LiveConsoleObserver();
    using var trainer = new GarmentNet.Trainer(network, images.Training, seed, new ObserverList(metrics, board, console), epochs: epochs);
    using var run = new TrainingRun(trainer, images) { Folder = folder, Resume = ResumeMode.IfPresent, SkipDamagedCheckpoints = skipDamaged };
    using var stop = StopSignals.Listen();
    TrainingRunResult result = run.Run(stop.Token);
    Console.WriteLine(result.ToTable());

    run.RestoreBest(); // chosen on the validation set
    network.SaveWeights(Path.Combine(folder, "best.safetensors"));
    network.ExportOnnx(Path.Combine(folder, "best.onnx"), new OnnxOptions { FoldBatchNorms = true });
    Report.Write(folder, Path.Combine(folder, "report.html"), new ReportOptions
    {
        Mistakes = Mistakes.Find(network, images.Test!, statistics: GarmentNet.Preparation.Statistics, logitScale: GarmentNet.LogitScale),
    });
    Console.WriteLine($"Report, weights and best.onnx are in {Path.GetFullPath(folder)}");
}

static int Predict(string folder, string[] images)
{
    TorchLibraries.Load();
    using var network = new GarmentNet();
    string shipped = Path.Combine(folder, "best.safetensors");
    if (File.Exists(shipped))
    {
        network.LoadWeights(shipped);
    }
    else
    {
        BestOfRun best = RunWeights.LoadBest(network, folder);
        Console.Error.WriteLine($"The run is not finished: these are the weights of epoch {best.Best.Epoch + 1}, the best of {best.EpochsDone} so far, of {best.Epochs} in all.");
    }

    var predictor = network.CreatePredictor(top: 3);
    bool isAllRead = true;
    foreach (string image in images)
    {
        foreach (var file in Directory.Exists(image) ? predictor.PredictFolder(image) : predictor.PredictFiles([image]))
        {
            isAllRead &= file.Fault is null;
            (file.Fault is null ? Console.Out : Console.Error).WriteLine(file);
        }
    }

    return isAllRead ? 0 : 1;
}
