using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Optimization;

/// <summary>Gradients that are clipped by their common length, against torch.nn.utils.clip_grad_norm_ before torch.optim.SGD.</summary>
public sealed class GradientClipTests : IDisposable
{
    private const double Momentum = 0.9;
    private const double WeightDecay = 0.01;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(0.05)] // always shorter than the gradients
    [InlineData(3)] // sometimes
    [InlineData(1e6)] // never
    public void A_step_is_that_of_torch(double longest)
    {
        Parameter[] ours = [new(ones(4, float64)), new(arange(24, float64).reshape(2, 3, 4)), new(zeros(3, float64))];
        Parameter[] theirs = [.. ours.Select(parameter => new Parameter(parameter.detach().clone()))];
        using var fused = new FusedSgd(ours.Select((parameter, i) => ($"p{i}", parameter)), 0.1, Momentum, WeightDecay, longest);
        using var reference = torch.optim.SGD(theirs, 0.1, momentum: Momentum, weight_decay: WeightDecay);
        using var generator = new Generator(5);

        for (var step = 0; step < 20; step++)
        {
            fused.ZeroGrad();
            reference.zero_grad();
            for (var i = 0; i < ours.Length - (step < 10 ? 1 : 0); i++) // the last one has a gradient only later
            {
                var gradient = randn(ours[i].shape, float64, generator: generator) * 0.7;
                ours[i].grad = gradient.clone();
                theirs[i].grad = gradient.clone();
            }

            nn.utils.clip_grad_norm_(theirs, longest);
            fused.Step();
            reference.step();
        }

        Assert.All(ours.Zip(theirs), pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 1e-12)));
    }

    [Fact]
    public void The_gradients_of_the_generators_classes_count()
    {
        // Without an optimizer by rows the per-class parameters have gradients of their own, which torch clips with the others.
        var maps = rand(6, 2, 3, 3);
        var labels = tensor(new long[] { 0, 1, 2, 1, 0, 2 });
        using var byRows = Generator();
        using var whole = Generator();
        whole.load_state_dict(byRows.state_dict());
        using var network = nn.Linear(2, 2);
        using var twin = nn.Linear(2, 2);
        twin.load_state_dict(network.state_dict());
        using var fused = new FusedSgd(network, byRows, 0.1, Momentum, WeightDecay, gradientClip: 0.5);
        Parameter[] theirs = [.. twin.parameters(), .. whole.parameters()];
        using var reference = torch.optim.SGD(theirs, 0.1, momentum: Momentum, weight_decay: WeightDecay);

        for (var step = 0; step < 3; step++)
        {
            fused.ZeroGrad();
            reference.zero_grad();
            var pairs = new SamplePairs([0, 1, 2], [3, 4, 5]);
            (byRows.Estimate(maps, labels, pairs).Cesc + network.call(maps.mean([2, 3])).square().mean()).backward();
            (whole.Estimate(maps, labels, pairs).Cesc + twin.call(maps.mean([2, 3])).square().mean()).backward();
            var length = nn.utils.clip_grad_norm_(theirs, 0.5);
            Assert.True(length > 0.5, "Nothing was clipped.");
            fused.Step();
            reference.step();
        }

        Assert.All(
            whole.state_dict(), entry => Assert.True(entry.Value.allclose(byRows.state_dict()[entry.Key], rtol: 0, atol: 1e-5), entry.Key));
        Assert.All(twin.state_dict(), entry => Assert.True(entry.Value.allclose(network.state_dict()[entry.Key], rtol: 0, atol: 1e-5), entry.Key));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_moves_nothing_and_is_named(double value)
    {
        using var network = nn.Sequential(("first", nn.Linear(2, 2)), ("second", nn.Linear(2, 2)));
        using var optimizer = new FusedSgd(network, 0.1, Momentum, WeightDecay, gradientClip: 1);
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.grad = full_like(parameter, name == "second.bias" ? value : 1).detach();
        }

        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        var error = Assert.Throws<NotFiniteNumberException>(() => optimizer.Step());

        Assert.StartsWith("The gradient of network.second.bias is not finite", error.Message, StringComparison.Ordinal);
        Assert.All(network.state_dict(), entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_length_that_cannot_be_is_refused(double longest)
    {
        using var network = nn.Linear(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>("gradientClip", () => new FusedSgd(network, 0.1, Momentum, WeightDecay, longest));
    }

    [Fact]
    public void A_network_that_was_converted_afterwards_is_said_to_be()
    {
        using var network = nn.Linear(2, 2);
        using var optimizer = new FusedSgd(network, 0.1, Momentum, WeightDecay);
        network.to(float64);

        Assert.Contains(".to() before", Assert.Throws<InvalidOperationException>(optimizer.ZeroGrad).Message, StringComparison.Ordinal);
        Assert.Contains(".to() before", Assert.Throws<InvalidOperationException>(() => optimizer.Step()).Message, StringComparison.Ordinal);
    }

    private static RareSampleGenerator Generator() =>
        new(2, FrequentClasses.FromCounts(new ClassCounts([9, 5, 1]), ratio: 0.4), new RareSampleGeneratorOptions { Centers = 2, ContrastiveChannels = 4 });
}
