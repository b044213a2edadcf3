using Rsg.Data;
using Rsg.Training;
using Rsg.Weights;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A whole run over an emitted trainer: the schedule to its end, both phases, evaluations, and the best weights.</summary>
[Collection(WholeProcess.Collection)]
public sealed class TrainingRunTests
{
    private readonly CompiledModel model = CompiledModel.Of(
        "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)",
        "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)",
        "BalancedSoftmaxLoss",
        "Train(Epochs = 5, BatchSize = 8, LearningRate = 0.01, GenerateFromEpoch = 3)");

    [Fact]
    public void The_best_network_is_the_one_that_was_evaluated()
    {
        var sets = new ImageSets(new StripedImages([12, 6, 3]), new StripedImages([7, 7, 7]), new StripedImages([5, 5, 5]));
        using var scope = NewDisposeScope();
        using var trainer = model.CreateTrainer(model.CreateNetwork(), sets.Training, seed: 3);
        using var run = new TrainingRun(trainer.Shared, sets);

        TrainingRunResult result = run.Run();

        Assert.Equal([1, 1, 1, 2, 2], result.History.Select(epoch => epoch.Training.Phase));
        Assert.Equal(result.History.Max(epoch => epoch.Validation!.Accuracy), result.Best!.Validation!.Accuracy);

        run.RestoreBest();
        Assert.Equal(result.Best.Validation.Confusion.Cells, trainer.Evaluate(sets.Validation!).Confusion.Cells);
        Assert.Equal(result.Best.Test!.Confusion.Cells, trainer.Evaluate(sets.Test!).Confusion.Cells);
    }

    [Fact]
    public void Weights_of_a_network_of_other_classes_are_taken_but_for_its_classifier()
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("rsg-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "other.safetensors");
            nn.Module other = CompiledModel.Of("Backbone(\"resnet8\", Classes = 7, Channels = 1, Height = 8, Width = 8)", "CrossEntropyLoss", "Train").CreateNetwork();
            SafetensorsFile.Write(path, other.state_dict().Select(entry => KeyValuePair.Create("module." + entry.Key, entry.Value)));
            nn.Module network = model.CreateNetwork();

            var report = PretrainedWeights.Load(network, path, new WeightsLoadOptions { Rename = [("module.", "")], Leave = ["linear."] });

            Assert.Equal(["linear.bias", "linear.weight"], report.NotInFile.Select(note => note.Name).Order(StringComparer.Ordinal));
            Assert.Equal(network.state_dict().Count - 2, report.Loaded.Length);
            Assert.All(report.Loaded, name => Assert.True(network.state_dict()[name].equal(other.state_dict()[name]).all().item<bool>(), name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
