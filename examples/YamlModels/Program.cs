using System.Globalization;
using Rsg;
using Rsg.Data;
using Rsg.Native;
using Rsg.Training;
using TorchSharp;
using YamlModels;

const string Usage = """
    Trains three models on a long-tailed Fashion-MNIST with one piece of code: a network of the catalogue declared by attributes, the same
    one declared in a file, and a network of its own written in a file (models/*.rsg.yaml).

    usage: dotnet run --project examples/YamlModels [-- EPOCHS [FILE]]

      EPOCHS   how many of the 25 declared epochs each model is trained (default 2); RSG generates samples from the 18th on
      FILE     where the last model is exported to as ONNX, for examples/Deploy to serve
    """;

int epochs = 2;
if (args.Length > 2 || (args.Length > 0 && !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out epochs)))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

epochs = Math.Clamp(epochs, 1, OwnNet.Trainer.Epochs);
TorchLibraries.Load();
string folder = Path.Combine(AppContext.BaseDirectory, "data");
var preparation = new ImagePreparation(1, 28, 28)
{
    Crop = Crop.Padded,
    Padding = 2,
    HorizontalFlip = true,
    Statistics = ChannelStatistics.FashionMnist,
};
InMemoryImages training = IdxFiles.ReadTrainingSet(folder, preparation, OwnNet.ClassCount);
InMemoryImages test = IdxFiles.ReadTestSet(folder, preparation, OwnNet.ClassCount);

// The table of a network is known without making one.
Console.WriteLine(OwnNet.Summary);

torch.random.manual_seed(0);
using var attributes = new AttributeNet();
using (var trainer = new AttributeNet.Trainer(attributes, training, observer: new ConsoleObserver("attributes")))
{
    Train("AttributeNet", trainer);
}

torch.random.manual_seed(0);
using var catalogue = new CatalogueNet();
using (var trainer = new CatalogueNet.Trainer(catalogue, training, observer: new ConsoleObserver("file")))
{
    Train("CatalogueNet", trainer);
}

torch.random.manual_seed(0);
using var own = new OwnNet();
using (var trainer = new OwnNet.Trainer(own, training, observer: new ConsoleObserver("own network")))
{
    Train("OwnNet", trainer);
}

// Predictions are typed by the names that the file gives.
using var first = new BatchLoader(test, batchSize: 8, shuffle: false, seed: 0, dropLast: false).ReadEpoch(0).First();
OwnNet.Label[] predicted = own.PredictLabels(first.Images);
Console.WriteLine($"The first test images, as OwnNet sees them: {string.Join(", ", predicted)}");
Console.WriteLine($"A bag among them: {(predicted.Contains(OwnNet.Label.Bag) ? "yes" : "no")}");

if (args is [_, var file])
{
    own.ExportOnnx(file);
    Console.WriteLine($"Exported to {Path.GetFullPath(file)}");
}

return 0;

void Train(string name, ITrainer trainer)
{
    trainer.Fit(epochs);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {100 * trainer.Evaluate(test).Accuracy:F1} % of the test images after {epochs} {(epochs == 1 ? "epoch" : "epochs")}"));
}
