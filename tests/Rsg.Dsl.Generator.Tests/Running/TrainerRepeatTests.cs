using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>The seed decides everything random in a training, to the last bit.</summary>
[Collection(WholeProcess.Collection)]
public sealed class TrainerRepeatTests
{
    private readonly CompiledModel model = CompiledModel.Of(
        "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)",
        "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)",
        "LdamLoss",
        "Reweight(FromEpoch = 2)",
        "Train(Epochs = 4, BatchSize = 8, GenerateFromEpoch = 2)");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_seed_gives_the_same_weights(bool oneThread)
    {
        var threads = get_num_threads();
        try
        {
            set_num_threads(oneThread ? 1 : threads);
            using var scope = NewDisposeScope();
            var start = model.CreateNetwork();

            var first = Train(start, seed: 5);

            Assert.Equal(first.Network, Train(start, seed: 5).Network);
            Assert.Equal(first.Generator, Train(start, seed: 5).Generator);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        using var scope = NewDisposeScope();
        var start = model.CreateNetwork();

        var (first, second) = (Train(start, seed: 5), Train(start, seed: 6));

        Assert.NotEqual(first.Network["conv1.weight"], second.Network["conv1.weight"]);
        Assert.NotEqual(first.Generator["contrastive_module.0.weight"], second.Generator["contrastive_module.0.weight"]);
    }

    private (Dictionary<string, byte[]> Network, Dictionary<string, byte[]> Generator) Train(nn.Module start, int seed)
    {
        var network = model.CreateNetwork(start);
        using var trainer = model.CreateTrainer(network, new StripedImages([12, 6, 3]), seed);
        trainer.Fit();
        return (network.StateBytes(), trainer.Generator.StateBytes());
    }
}
