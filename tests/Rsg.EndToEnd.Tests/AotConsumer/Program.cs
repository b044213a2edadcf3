using System.Globalization;
using System.Security.Cryptography;
using AotConsumer;
using Rsg.Data;
using Rsg.Onnx;
using Rsg.Training;
using TorchSharp;

torch.set_num_threads(1);
torch.random.manual_seed(1);
using var network = new SmallNet();
var images = FixedImages.Create();
using var trainer = new SmallNet.Trainer(network, images, seed: 1, new StepPrinter());
trainer.Fit();
using var evaluation = torch.NewDisposeScope();
Write("declared parameters", SmallNet.ParameterCount);
Write("parameters", network.parameters().Sum(parameter => parameter.numel()));
Write("accuracy", trainer.Evaluate(images).Accuracy);

torch.random.manual_seed(2);
using var written = new WrittenNet();
using var writtenTrainer = new WrittenNet.Trainer(written, images, seed: 2);
writtenTrainer.TrainEpoch();
Write("written parameters", written.parameters().Sum(parameter => parameter.numel()));
Write("written state", string.Join(" ", written.state_dict().Keys.Where(name => name.EndsWith("weight", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
Write("written summary", WrittenNet.Summary.Parameters);
using var first = new BatchLoader(images, batchSize: 4, shuffle: false, seed: 0, dropLast: false).ReadEpoch(0).First();
Write("written labels", string.Join(" ", written.PredictLabels(first.Images)));
Write("written predictions", string.Join(" ", written.CreatePredictor().Predict(first.Images).Select(prediction => prediction.Label)));
Write("exported", Export(network.ExportOnnx));
Write("written exported", Export(written.ExportOnnx));

foreach (var variant in Table.All)
{
    using var run = variant.Start(images, seed: 3, epochs: 1);
    run.Fit();
    Write($"variant {variant["cut"]}", $"{run.Network.GetType().Name} {run.Trainer.Epoch} {run.Trainer.Evaluate(images).Accuracy:R}");
}

// Equal bytes have equal numbers.
static string Export(Action<string, OnnxOptions?> export)
{
    var path = Path.GetTempFileName();
    export(path, new OnnxOptions { FoldBatchNorms = true, Softmax = true });
    var bytes = File.ReadAllBytes(path);
    File.Delete(path);
    return $"{bytes.Length} {Convert.ToHexString(SHA256.HashData(bytes))}";
}

static void Write(string what, object value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value}"));

/// <summary>Prints the losses of every step, to the last bit.</summary>
internal sealed class StepPrinter : ITrainingObserver
{
    public void OnStep(StepReport report) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"step: {report.Losses.Total:R} {report.Losses.Classification:R} {report.Losses.Cesc:R} {report.Losses.Mv:R} {report.Losses.Generated}"));
}
