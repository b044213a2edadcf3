using Rsg.Layers;
using Rsg.Summaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Summaries;

[Collection(WholeProcess.Collection)]
public sealed class MeasuredNetworkTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void EveryModuleIsMeasured()
    {
        using var stem = nn.Sequential(("conv", nn.Conv2d(1, 8, 3, padding: 1, bias: false)), ("norm", nn.BatchNorm2d(8)), ("relu", nn.ReLU()));
        using var body = nn.Sequential(nn.Conv2d(8, 16, (1, 3), stride: (2, 2), groups: 2), nn.Sequential(nn.Identity()));
        using var head = nn.Linear(16, 4);
        var measured = new MeasuredNetwork("DefectNet", 4, [1, 6, 8], poolBeforeHead: true, ("stem", stem), ("body", body), ("classifier", head));

        Assert.Equal(8, measured.ChannelsBehind("stem"));
        Assert.Equal(16, measured.ChannelsBehind("body"));
        Assert.Throws<ArgumentException>(() => measured.ChannelsBehind("classifier"));

        // 8 * 9 weights at 6 * 8 positions. Without padding 8 columns leave 3 at stride 2, 6 rows 3: 16 * 4 * 3 weights, 16 biases, 9 positions.
        Assert.Equal(
            [
                "stem Sequential 0: 8 6 8, 0, 0", "stem.conv Conv2d 1: 8 6 8, 72, 3456", "stem.norm BatchNorm2d 1: 8 6 8, 16, 0", "stem.relu ReLU 1: 8 6 8, 0, 0",
                "body Sequential 0: 16 3 3, 0, 0", "body.0 Conv2d 1: 16 3 3, 208, 1728", "body.1 Sequential 1: 16 3 3, 0, 0", "body.1.0 Identity 2: 16 3 3, 0, 0",
                "classifier Linear 0: 4, 68, 64",
            ],
            measured.Summary.Layers.Select(layer =>
                $"{layer.Name} {layer.Type} {layer.Depth}: {string.Join(' ', layer.OutputShape)}, {layer.Parameters}, {layer.MultiplyAdds}"));
        Assert.Equal("DefectNet", measured.Summary.Title);
        Assert.Equal(72 + 16 + 208 + 68, measured.Summary.Parameters);
    }

    [Fact]
    public void SharedModulesLearnOnceAndCostEachTime()
    {
        using var conv = nn.Conv2d(2, 2, 1, bias: false);
        using var head = new NormedLinear(2, 3);
        var measured = new MeasuredNetwork("Shared", 3, [2, 4, 4], poolBeforeHead: true, ("first", conv), ("second", conv), ("head", head));
        Assert.Equal(4 + 6, measured.Summary.Parameters);
        Assert.Equal(2 * 4 * 16 + 6, measured.Summary.MultiplyAdds);
    }

    [Fact]
    public void NothingIsLeftBehind()
    {
        using var body = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.Dropout(0.5), new Half());
        using var head = nn.Linear(4, 2);
        body.train();
        head.eval();
        var mean = body.state_dict()["1.running_mean"].clone();
        var before = Tensor.TotalCount;
        _ = new MeasuredNetwork("Clean", 2, [1, 8, 8], poolBeforeHead: true, ("body", body), ("head", head));
        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(body.training);
        Assert.False(head.training);
        Assert.True(body.state_dict()["1.running_mean"].equal(mean).all().item<bool>());

        // No hook watches any more: a later call changes nothing that was measured.
        Assert.Equal([3, 4, 1, 1], body.call(randn(3, 1, 8, 8)).shape);
    }

    [Fact]
    public void TheImageIsInThePrecisionOfTheModules()
    {
        using var body = nn.Conv2d(1, 4, 3, dtype: ScalarType.Float64);
        using var head = nn.Linear(4, 2, dtype: ScalarType.Float64);
        Assert.Equal(4, new MeasuredNetwork("Double", 2, [1, 8, 8], poolBeforeHead: true, ("body", body), ("head", head)).ChannelsBehind("body"));
    }

    [Fact]
    public void AnotherHeadGetsTheMaps()
    {
        using var body = nn.Conv2d(1, 4, 3);
        using var head = nn.Sequential(nn.AdaptiveMaxPool2d([1L, 1L]), nn.Flatten(), nn.Linear(4, 2));
        Assert.Equal(4, new MeasuredNetwork("Own", 2, [1, 8, 8], poolBeforeHead: false, ("body", body), ("head", head)).ChannelsBehind("body"));
    }

    [Fact]
    public void AMissingMemberIsNamed() => AssertProblem(
        "Net cannot work: the member 'second' is null. Give it its module where it is declared.",
        ("first", nn.Conv2d(1, 4, 3)), ("second", null), ("head", nn.Linear(4, 2)));

    [Fact]
    public void AMemberThatFailsIsNamedWithTheShapeThatArrived()
    {
        var problem = AssertProblem(
            "Net cannot work: the member 'second' fails on an input of shape (1, 4, 6, 6): Given groups=1",
            ("first", nn.Conv2d(1, 4, 3)), ("second", new Wrong()), ("head", nn.Linear(4, 2)));
        Assert.IsType<System.Runtime.InteropServices.ExternalException>(problem.InnerException);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void AHeadOfTheWrongWidthIsNamedWithTheShapeThatArrived() => AssertProblem(
        "Net cannot work: the member 'head' fails on an input of shape (1, 4): mat1 and mat2 shapes cannot be multiplied (1x4 and 8x2).",
        ("first", nn.Conv2d(1, 4, 3)), ("head", nn.Linear(8, 2)));

    [Fact]
    public void AStageGivesFeatureMaps()
    {
        const string Expected = "A stage has to give feature maps (N, channels, height, width), for one image (1, channels, height, width).";
        AssertProblem($"Net cannot work: the member 'first' gives (1, 144). {Expected}", ("first", nn.Sequential(nn.Conv2d(1, 4, 3), nn.Flatten())), ("head", nn.Linear(144, 2)));
        AssertProblem($"Net cannot work: the member 'first' gives (4, 1, 4, 4). {Expected}", ("first", new Fold()), ("head", nn.Linear(1, 2)));
    }

    [Fact]
    public void TheHeadGivesLogits()
    {
        AssertProblem(
            "Net cannot work: the member 'head' gives (1, 5). The head of a network for 2 classes has to give logits (N, 2), for one image (1, 2).",
            ("first", nn.Conv2d(1, 4, 3)), ("head", nn.Linear(4, 5)));
        AssertProblem("Net cannot work: the member 'head' gives (1, 2, 1, 1).", ("first", nn.Conv2d(1, 4, 3)), ("head", new Unpooled()));
    }

    [Fact]
    public void AMemberThatGivesItsInputIsNamed()
    {
        AssertProblem(
            "Net cannot work: the member 'second' gives its input itself, so that the two would be freed together. Let it return input.alias().",
            ("first", nn.Conv2d(1, 4, 3)), ("second", new Same()), ("head", nn.Linear(4, 2)));
        AssertProblem("Net cannot work: the member 'first' gives null.", ("first", new Nothing()), ("head", nn.Linear(4, 2)));
    }

    private static InvalidOperationException AssertProblem(string start, params (string, nn.Module<Tensor, Tensor>?)[] chain)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new MeasuredNetwork("Net", 2, [1, 8, 8], poolBeforeHead: true, chain));
        Assert.StartsWith(start, problem.Message);
        foreach (var (_, module) in chain)
        {
            module?.Dispose();
        }

        return problem;
    }

    private sealed class Half() : nn.Module<Tensor, Tensor>(nameof(Half))
    {
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, 1);
    }

    private sealed class Wrong() : nn.Module<Tensor, Tensor>(nameof(Wrong))
    {
        public override Tensor forward(Tensor input)
        {
            using var weight = zeros(2, 3, 1, 1);
            return nn.functional.conv2d(input, weight);
        }
    }

    private sealed class Fold() : nn.Module<Tensor, Tensor>(nameof(Fold))
    {
        public override Tensor forward(Tensor input) => input.reshape(4, 1, 4, 4);
    }

    private sealed class Unpooled() : nn.Module<Tensor, Tensor>(nameof(Unpooled))
    {
        public override Tensor forward(Tensor input) => zeros(1, 2, 1, 1);
    }

    private sealed class Same() : nn.Module<Tensor, Tensor>(nameof(Same))
    {
        public override Tensor forward(Tensor input) => input;
    }

    private sealed class Nothing() : nn.Module<Tensor, Tensor>(nameof(Nothing))
    {
        public override Tensor forward(Tensor input) => null!;
    }
}
