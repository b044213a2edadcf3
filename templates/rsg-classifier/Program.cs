using Rsg.Data;
using Rsg.Onnx;
using Rsg.Reporting;
using Rsg.Training;
using Rsg.Watching;
using TorchSharp;

const string Run = "runs/first";                       // another training: another folder
const string Weights = Run + "/best.safetensors";
string images = new[] { @"IMAGES_FOLDER", Path.Combine("..", @"IMAGES_FOLDER") }.FirstOrDefault(Directory.Exists) ?? @"IMAGES_FOLDER";

try
{
    switch (args)
    {
        case [] or ["train"]: return Train();
        case ["predict", _, ..]: return Predict(args[1..]);
        case ["export"]: return Export(Run + "/classifier.onnx");
        case ["sample"]: return DrawSample();
        default: return Fail("dotnet run -c Release [train | predict IMAGE-OR-FOLDER ... | export | sample]");
    }
}
catch (OperationCanceledException)
{
    Say("Stopped; the same command goes on.");
    return 130;
}
catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException or ArgumentException or UnauthorizedAccessException or DllNotFoundException or CheckpointException or ManifestException or NotFiniteNumberException)
{
    return Fail("error: " + error.Message);
}

int Train()
{
    string training = Directory.Exists(Path.Combine(images, "train")) ? Path.Combine(images, "train") : images;
    string[] classes = Directory.Exists(training) ? [.. Directory.GetDirectories(training).Select(folder => Path.GetFileName(folder)!).Where(name => name[0] != '.').Order(StringComparer.Ordinal)] : [];
    if (classes.Length < 2)
    {
        return Fail($"There are no classes in {Path.GetFullPath(training)}. Put a folder for each class there, with its images in it: cat/1.jpg, dog/1.jpg. To try without: dotnet run -c Release -- sample");
    }

    if (!classes.SequenceEqual(Classifier.ClassNames.Order(StringComparer.Ordinal)))
    {
        return Fail($"{Path.GetFullPath(training)} has other classes ({string.Join(", ", classes)}) than Classes.cs ({string.Join(", ", Classifier.ClassNames)}). "
            + "To train for those of the images: delete Classes.cs, choose another folder for Run in Program.cs, and run again.");
    }

    // Every file is looked at before the first epoch: all that cannot be read are named at once.
    ImageSets sets = training == images
        ? new ImageSets(ImageFolder.Read(images, Classifier.Preparation, classes: Classifier.ClassNames))
        : ImageFolder.ReadSets(images, Classifier.Preparation, classes: Classifier.ClassNames);
    foreach (IImageDataset? set in new[] { sets.Training, sets.Validation, sets.Test })
    {
        (set as ImageFiles)?.CheckAll();
    }

    string[] single = [.. Classifier.ClassNames.Where((_, label) => sets.Training.Labels.Count(each => each == label) < 2)];
    if (sets.Validation is null && single.Length > 0)
    {
        return Fail($"There is only one image of {string.Join(", ", single)}. Two of each class are needed: one to learn from, one to choose the best epoch by.");
    }

    sets = sets.Validation is null ? sets.HoldOut(fraction: 0.2, seed: 1) : sets; // chooses the best epoch

    torch.random.manual_seed(1);
    using var network = new Classifier();
//#if (cuda)
    network.to(TrainingDevice.Prefer("cuda", out string? device));
    Say(device ?? "On the GPU.");
//#endif
    using var metrics = new JsonLinesObserver(Run + "/metrics.jsonl");
    using var console = new LiveConsoleObserver();
    using var trainer = new Classifier.Trainer(network, sets.Training, seed: 1, new ObserverList(metrics, console));
    using var run = new TrainingRun(trainer, sets) { Folder = Run, Resume = ResumeMode.IfPresent, SelectBy = SelectionMetric.MacroAccuracy };
    using var stop = StopSignals.Listen();
    Say(run.Run(stop.Token).ToTable());

    run.RestoreBest();
    network.SaveWeights(Weights);
    Report.Write(Run, Run + "/report.html");
    return Say($"The report and the best weights are in {Path.GetFullPath(Run)}");
}

int Predict(string[] paths)
{
    using Classifier network = Load();
    var predictor = network.CreatePredictor(top: 3);
    bool isAllRead = true;
    foreach (string path in paths)
    {
        foreach (var file in Directory.Exists(path) ? predictor.PredictFolder(path) : predictor.PredictFiles([path]))
        {
            Say(file.ToString()!);
            isAllRead &= file.Fault is null;
        }
    }

    return isAllRead ? 0 : 1;
}

int Export(string path)
{
    using Classifier network = Load();
    network.ExportOnnx(path, new OnnxOptions { FoldBatchNorms = true });
    return Say(Path.GetFullPath(path));
}

int DrawSample()
{
    if (Directory.Exists(images) && Directory.EnumerateFileSystemEntries(images).Any())
    {
        return Fail($"{Path.GetFullPath(images)} is not empty; nothing was drawn among what is there.");
    }

    Sample.Draw(images);
    return Say($"Drew small images to try with in {Path.GetFullPath(images)}. Now: dotnet run -c Release");
}

Classifier Load()
{
    if (!File.Exists(Weights))
    {
        throw new InvalidOperationException($"There are no weights yet in {Path.GetFullPath(Weights)}. Train first: dotnet run -c Release");
    }

    var network = new Classifier();
    network.LoadWeights(Weights);
    return network;
}

static int Say(string text) { Console.WriteLine(text); return 0; }
static int Fail(string text) { Console.Error.WriteLine(text); return 1; }
