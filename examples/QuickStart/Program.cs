using System.Diagnostics;
using QuickStart;
using Rsg.Balancing;
using Rsg.Data;
using Rsg.Native;
using Rsg.Training;
using TorchSharp;

try
{
    Options options = Options.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    TorchLibraries.Load();
    ImageSets images = ReadImages(options);
    ClassCounts counts = ClassCounts.FromLabels(images.Training.Labels, images.Training.Classes);
    Console.WriteLine($"{counts.Total} training images, by class {string.Join(", ", counts)}; {images.Test!.Count} test images; seed {options.Seed}");
    if (options.Epochs < RsgNet.Trainer.Epochs)
    {
        Console.WriteLine($"Stops after {options.Epochs} of {RsgNet.Trainer.Epochs} epochs; RSG generates samples after {RsgNet.Trainer.GenerateFromEpoch}.");
    }

    TrainedNetwork plain = TrainPlain(images, options);
    TrainedNetwork rsg = TrainWithRsg(images, options);

    Console.WriteLine();
    ComparisonTable.Write(plain, rsg);
    if (options.Epochs <= RsgNet.Trainer.GenerateFromEpoch)
    {
        Console.WriteLine("RSG has generated no sample yet, so that both networks learnt the same; it begins in epoch " + (RsgNet.Trainer.GenerateFromEpoch + 1) + ".");
    }

    IReadOnlyList<string> generated = GeneratedFiles.Paths();
    Console.WriteLine(generated.Count > 0 ? "Generated code (begin with RsgNet.Trainer: the method is told there):" : "The generated code lies in the 'generated' folder where this program was built.");
    foreach (string path in generated)
    {
        Console.WriteLine($"  {path}");
    }

    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine($"error: {error.Message}\n\n{Options.Usage}");
    return 2;
}
catch (Exception error) when (error is TorchLibraryException or IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

// The shipped files, or the same kind of set made of the full ones. Both networks take the same images.
static ImageSets ReadImages(Options options)
{
    string folder = options.DataFolder ?? Path.Combine(AppContext.BaseDirectory, "data");
    ImageSets sets = IdxFiles.ReadSets(folder, PlainNet.Preparation, PlainNet.ClassCount);
    return options.DataFolder is null ? sets : sets.WithTraining(training => ImbalancedSubset.LongTailed(training, options.Ratio, options.MaxPerClass));
}

static TrainedNetwork TrainPlain(ImageSets images, Options options)
{
    torch.random.manual_seed(options.Seed);
    using var network = new PlainNet();
    using var observer = new ConsoleObserver("without RSG");
    using var trainer = new PlainNet.Trainer(network, images.Training, options.Seed, observer);
    var time = Stopwatch.StartNew();
    trainer.Fit(options.Epochs);
    time.Stop();
    return new TrainedNetwork(trainer.Evaluate(images.Test!), time.Elapsed);
}

static TrainedNetwork TrainWithRsg(ImageSets images, Options options)
{
    torch.random.manual_seed(options.Seed);
    using var network = new RsgNet();
    using var observer = new ConsoleObserver("with RSG");
    using var trainer = new RsgNet.Trainer(network, images.Training, options.Seed, observer);
    var time = Stopwatch.StartNew();
    trainer.Fit(options.Epochs);
    time.Stop();
    return new TrainedNetwork(trainer.Evaluate(images.Test!), time.Elapsed);
}
