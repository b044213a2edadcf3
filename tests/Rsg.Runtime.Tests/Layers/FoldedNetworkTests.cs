using Rsg.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

[Collection(WholeProcess.Collection)]
public sealed class FoldedNetworkTests : IDisposable
{
    private const double Epsilon = 1e-3;
    private const double Momentum = 0.3;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(0, 0.1, "eps")]
    [InlineData(-1e-5, 0.1, "eps")]
    [InlineData(double.NaN, 0.1, "eps")]
    [InlineData(1e-5, -0.1, "momentum")]
    [InlineData(1e-5, 1.1, "momentum")]
    [InlineData(1e-5, double.NaN, "momentum")]
    public void A_batch_norm_takes_no_number_outside_its_range(double eps, double momentum, string parameter)
    {
        using var convolution = nn.Conv2d(1, 1, 1);

        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => new FoldableBatchNorm(convolution, eps, momentum));
    }

    [Fact]
    public void TheLayerIsTorchSharpsUntilItIsFolded()
    {
        manual_seed(1);
        using var theirs = nn.BatchNorm2d(4, Epsilon, Momentum);
        using var ours = new FoldableBatchNorm(nn.Conv2d(2, 4, 3), Epsilon, Momentum);
        Draw(theirs);
        ours.load_state_dict(theirs.state_dict());
        Assert.Equal(theirs.state_dict().Keys, ours.state_dict().Keys);
        Assert.Equal(theirs.named_parameters().Select(entry => entry.name), ours.named_parameters().Select(entry => entry.name));
        Assert.Empty(ours.named_modules());

        var theirInput = randn([3, 4, 5, 5], requires_grad: true);
        var ourInput = theirInput.detach().clone().requires_grad_();
        foreach (var training in new[] { true, false })
        {
            theirs.train(training);
            ours.train(training);
            var (theirOutput, ourOutput) = (theirs.call(theirInput), ours.call(ourInput));
            AssertSame(theirOutput, ourOutput);
            theirOutput.pow(2).sum().backward();
            ourOutput.pow(2).sum().backward();
            AssertSame(theirInput.grad!, ourInput.grad!);
            Assert.All(theirs.named_parameters(), entry => AssertSame(entry.parameter.grad!, ours.get_parameter(entry.name)!.grad!));
            Assert.All(theirs.state_dict(), entry => AssertSame(entry.Value, ours.state_dict()[entry.Key]));
        }

        Assert.Contains("3 dimensions", Assert.Throws<ArgumentException>(() => ours.call(randn(4, 5, 5))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false, ScalarType.Float32, 1e-5)]
    [InlineData(1, true, ScalarType.Float64, 1e-12)]
    [InlineData(2, true, ScalarType.Float32, 1e-5)]
    [InlineData(6, false, ScalarType.Float64, 1e-12)]
    public void AFoldedCopyGivesTheSame(int groups, bool hasBias, ScalarType type, double tolerance)
    {
        manual_seed(2);
        using var network = new Normalized(groups, hasBias);
        network.to(type);
        Draw(network.First);
        Draw(network.Second);
        network.eval();
        using var withoutGradient = no_grad();
        var images = randn([2, 6, 7, 7], type);
        var expected = network.call(images);
        var drawn = get_rng_state();

        using var folded = FoldedNetwork.Of(network, () => new Normalized(groups, hasBias));

        AssertSame(drawn, get_rng_state());
        var actual = folded.call(images);
        Assert.Equal(type, actual.dtype);
        Assert.True((actual - expected).abs().max().to(ScalarType.Float64).item<double>() < tolerance);
        AssertSame(expected, network.call(images));
        Assert.Equal(
            ["conv.bias", "conv.weight", "first.weight", "second.bias", "second.num_batches_tracked", "second.running_mean", "second.running_var", "second.weight"],
            folded.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.All(folded.modules().Prepend(folded), layer => Assert.False(layer.training));
        Assert.All(folded.parameters(), parameter => Assert.False(parameter.requires_grad));

        network.Conv.weight!.zero_();
        AssertSame(actual, folded.call(images));
    }

    [Fact]
    public void AFoldedCopyMovesAsTheNetworkDoes()
    {
        using var network = new Normalized(groups: 1, hasBias: false);
        using var folded = FoldedNetwork.Of(network, () => new Normalized(groups: 1, hasBias: false));
        folded.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, folded.call(randn([2, 6, 7, 7], ScalarType.Float64)).dtype);
        folded.to(new Device(DeviceType.META));
        Assert.All(folded.state_dict().Values, tensor => Assert.Equal(DeviceType.META, tensor.device_type));
    }

    private static void Draw(BatchNorm norm)
    {
        using var withoutGradient = no_grad();
        norm.running_mean!.normal_();
        norm.running_var!.uniform_(0.5, 2);
        norm.weight!.normal_();
        norm.bias!.normal_();
    }

    private static void AssertSame(Tensor expected, Tensor actual) => Assert.Equal(expected.contiguous().bytes.ToArray(), actual.contiguous().bytes.ToArray());

    /// <summary>A convolution, its normalisation, and another one behind a function, which stays.</summary>
    private sealed class Normalized : nn.Module<Tensor, Tensor>
    {
        public Normalized(int groups, bool hasBias)
            : base(nameof(Normalized))
        {
            Conv = nn.Conv2d(6, 12, 3, groups: groups, bias: hasBias);
            First = new FoldableBatchNorm(Conv, Epsilon);
            Second = nn.BatchNorm2d(12);
            register_module("conv", Conv);
            register_module("first", First);
            register_module("second", Second);
        }

        public Conv2d Conv { get; }

        public FoldableBatchNorm First { get; }

        public BatchNorm2d Second { get; }

        public override Tensor forward(Tensor input)
        {
            using var inner = NewDisposeScope();
            return Second.call(First.call(Conv.call(input)).relu_()).MoveToOuterDisposeScope();
        }

        protected override void RegisterComponents()
        {
        }
    }
}
