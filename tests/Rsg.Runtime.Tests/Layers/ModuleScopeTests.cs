using Rsg.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class ModuleScopeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void ChildrenGetThePrefixInTheOrderInWhichTheyAreNamed()
    {
        using var network = new Scoped();
        Assert.Equal(
            [
                "classifier.bias", "classifier.weight", "features.conv0.weight", "features.norm0.bias", "features.norm0.num_batches_tracked",
                "features.norm0.running_mean", "features.norm0.running_var", "features.norm0.weight", "features.transition1.conv.weight",
            ],
            network.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["features.conv0.weight", "features.norm0.weight", "features.norm0.bias", "features.transition1.conv.weight", "classifier.weight", "classifier.bias"],
            network.named_parameters().Select(entry => entry.name));
        Assert.Equal(
            ["features", "classifier", "features.conv0", "features.norm0", "features.transition1", "features.transition1.conv"],
            network.named_modules().Select(entry => entry.name));
    }

    [Fact]
    public void TheModeReachesTheChildrenThatTheNetworkHolds()
    {
        using var network = new Scoped();
        network.eval();
        Assert.False(network.Norm0.training);
        network.train();
        Assert.True(network.Norm0.training);
        Assert.True(network.Conv.training);
    }

    [Fact]
    public void MovingTheNetworkMovesTheChildrenThatItHolds()
    {
        using var network = new Scoped();
        network.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, network.Conv.weight!.dtype);
        Assert.Equal(ScalarType.Float64, network.Norm0.running_mean!.dtype);
        Assert.Equal(ScalarType.Float64, network.call(randn([2, 3, 4, 4], ScalarType.Float64)).dtype);

        network.to(new Device(DeviceType.META));
        Assert.Equal(DeviceType.META, network.Conv.weight!.device_type);
        Assert.Equal(DeviceType.META, network.Norm0.running_var!.device_type);
    }

    [Fact]
    public void TrainingAndWeightsGoThroughTheScope()
    {
        using var network = new Scoped();
        using var optimizer = optim.SGD(network.parameters(), 0.1);
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        network.call(randn(2, 3, 4, 4)).square().sum().backward();
        optimizer.step();
        Assert.All(
            network.named_parameters(),
            entry => Assert.False(entry.parameter.equal(before[entry.name]).all().item<bool>(), entry.name));

        using var copy = new Scoped();
        copy.load_state_dict(network.state_dict());
        Assert.All(network.state_dict().Zip(copy.state_dict()), pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>(), pair.First.Key));
    }

    [Fact]
    public void TheNetworkMayBeDisposedMoreThanOnce()
    {
        var network = new Scoped();
        network.Dispose();
        Assert.True(network.Conv.weight is null || network.Conv.weight.IsInvalid);
        network.Features.Dispose();
        network.Conv.Dispose();
        network.Dispose();
    }

    [Fact]
    public void AScopeMayBeEmpty()
    {
        using var empty = new ModuleScope();
        Assert.Empty(empty.state_dict());
    }

    [Fact]
    public void WrongChildrenAreRefused()
    {
        using var child = nn.Conv2d(1, 1, 1);
        Assert.Throws<ArgumentException>(() => new ModuleScope(("", child)));
        Assert.Throws<ArgumentNullException>(() => new ModuleScope(("conv", null!)));
        Assert.Throws<ArgumentNullException>(() => new ModuleScope(null!));
        Assert.Throws<ArgumentException>(() => new ModuleScope(("a.b", child)));
        Assert.Throws<InvalidOperationException>(() => new ModuleScope(("conv", child), ("conv", child)));
    }

    private sealed class Scoped : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d transition;
        private readonly Linear classifier;

        public Scoped()
            : base(nameof(Scoped))
        {
            Conv = nn.Conv2d(3, 4, 3, bias: false);
            Norm0 = nn.BatchNorm2d(4);
            transition = nn.Conv2d(4, 2, 1, bias: false);
            Features = new ModuleScope(("conv0", Conv), ("norm0", Norm0), ("transition1", new ModuleScope(("conv", transition))));
            classifier = nn.Linear(2, 5);
            register_module("features", Features);
            register_module("classifier", classifier);
        }

        public Conv2d Conv { get; }

        public BatchNorm2d Norm0 { get; }

        public ModuleScope Features { get; }

        public override Tensor forward(Tensor input)
        {
            using var forward = NewDisposeScope();
            var x = Norm0.call(Conv.call(input)).relu_();
            return classifier.call(transition.call(x).mean([2L, 3L])).MoveToOuterDisposeScope();
        }
    }
}
