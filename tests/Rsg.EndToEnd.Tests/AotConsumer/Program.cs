using System.Globalization;
using AotConsumer;
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

static void Write(string what, object value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value}"));

/// <summary>Prints the losses of every step, to the last bit.</summary>
internal sealed class StepPrinter : ITrainingObserver
{
    public void OnStep(StepReport report) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"step: {report.Losses.Total:R} {report.Losses.Classification:R} {report.Losses.Cesc:R} {report.Losses.Mv:R} {report.Losses.Generated}"));
}
