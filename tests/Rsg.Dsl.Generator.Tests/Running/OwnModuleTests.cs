using Rsg.Summaries;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Networks of the project's own modules: they run, train, and say what does not fit when they are made.</summary>
public sealed class OwnModuleTests : IDisposable
{
    private const string Members = """
        [Stage(2)] private readonly Sequential features = nn.Sequential(("conv", nn.Conv2d(8, 12, 3, stride: 2, padding: 1)), ("relu", nn.ReLU()));
        [Stage(1)] private readonly Conv2d stem = nn.Conv2d(1, 6, 3, padding: 1, bias: false);
        [Stage(1)] public Sequential x { get; } = nn.Sequential(nn.ReLU(), nn.Conv2d(6, 8, 1));
        [Head] private readonly NormedLinear @class = new(12, 3);
        """;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly StripedImages images = new([7, 4, 2]);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Members_run_stage_by_stage_in_the_order_of_their_declaration()
    {
        using var model = Compile("LdamLoss, RsgInsert(Stage = 1, FrequentRatio = 0.4)", Members);
        using var network = Create(model);
        network.eval();
        var batch = rand(2, 1, 8, 8);
        nn.Module<Tensor, Tensor> Member(string name) => (nn.Module<Tensor, Tensor>)network.named_children().Single(child => child.name == name).Item2;

        var cut = Member("x").call(Member("stem").call(batch));
        var expected = Member("class").call(Member("features").call(cut).mean([2L, 3L]));

        AssertEqual(cut, network.ExtractFeatures(batch));
        AssertEqual(expected, network.Classify(cut));
        AssertEqual(expected, network.call(batch));
        Assert.Equal(
            ["class.weight", "features.conv.bias", "features.conv.weight", "stem.weight", "x.1.bias", "x.1.weight"],
            network.state_dict().Keys.Order(StringComparer.Ordinal));
        var measured = (MeasuredNetwork)LoadedModel.Get(network, "Measured")!;
        Assert.Equal((8, 12), (measured.ChannelsBehind("x"), measured.ChannelsBehind("features")));
        Assert.Equal(54 + 56 + 876 + 36, measured.Summary.Parameters);
        Assert.Equal(3, model.GetStatic("Running.Net", "ClassCount"));
    }

    [Theory]
    [InlineData("RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)", 8)]
    [InlineData("RsgInsert(After = \"stem\", FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)", 6)]
    [InlineData("RsgInsert(Before = \"class\", FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)", 12)]
    public void It_trains_with_the_RSG_at_any_cut(string insert, int channels)
    {
        using var model = Compile($"LdamLoss, {insert}, Train(Epochs = 2, BatchSize = 13, GenerateFromEpoch = 1, LearningRate = 0.001)", Members);
        using var network = Create(model);
        var before = network.StateBytes();
        using (var trainer = new EmittedTrainer(model.Create("Running.Net+Trainer", network, images, 0, null, null, 2)))
        {
            Assert.Equal([3, 2, channels], trainer.Generator.state_dict()["centers"].shape);
            trainer.Fit();
            var (pixels, labels) = images.AsBatch();
            trainer.StartEpoch(1);
            Assert.Equal(6, trainer.TrainStep(pixels, labels).Generated);
        }

        Assert.All(network.StateBytes(), entry => Assert.NotEqual(before[entry.Key], entry.Value));
        Assert.Equal(4, network.Predict(rand(4, 1, 8, 8)).shape[0]);
    }

    [Fact]
    public void A_head_of_another_type_gets_the_maps()
    {
        using var model = Compile("CrossEntropyLoss", """
            [Stage(1)] private readonly Conv2d stem = nn.Conv2d(1, 2, 3);
            [Head] private readonly Sequential head = nn.Sequential(nn.Flatten(), nn.Linear(72, 3));
            """);
        using var network = Create(model);
        Assert.Equal([5, 3], network.call(rand(5, 1, 8, 8)).shape);
    }

    [Theory]
    [InlineData("nn.Linear(13, 3)", "Net cannot work: the member 'head' fails on an input of shape (1, 12): mat1 and mat2 shapes cannot be multiplied (1x12 and 13x3).")]
    [InlineData("nn.Linear(12, 4)", "Net cannot work: the member 'head' gives (1, 4). The head of a network for 3 classes has to give logits (N, 3), for one image (1, 3).")]
    [InlineData("null!", "Net cannot work: the member 'head' is null. Give it its module where it is declared.")]
    public void What_does_not_fit_is_said_when_the_network_is_made(string head, string message)
    {
        using var model = Compile("CrossEntropyLoss", $"""
            [Stage(1)] private readonly Conv2d stem = nn.Conv2d(1, 12, 3);
            [Head] private readonly Linear head = {head};
            """);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Create(model)).Message);
    }

    private static LoadedModel Compile(string attributes, string members) => GeneratorRun.Of<RsgGenerator>($$"""
        using Rsg;
        using Rsg.Layers;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Running;

        [Network(Classes = 3, Channels = 1, Height = 8, Width = 8)]
        [{{attributes}}]
        public partial class Net
        {
        {{members}}
        }
        """).AssertNoDiagnostics().AssertCompilesCleanly().Load();

    private static nn.Module<Tensor, Tensor> Create(LoadedModel model) => model.Create<nn.Module<Tensor, Tensor>>("Running.Net");

    private static void AssertEqual(Tensor expected, Tensor actual) => Assert.True(expected.allclose(actual, 1e-6, 1e-6), "The values differ.");
}
