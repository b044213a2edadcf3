using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Optimization;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Optimization;

/// <summary>Gradients that are not finite under losses that are: nothing moves, and somebody learns whose it was.</summary>
public sealed class NotFiniteGradientTests : IDisposable
{
    private const double Momentum = 0.9;
    private const double WeightDecay = 0.01;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>A square root at 0: its value is 0, and its slope infinite.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_finite_loss_with_an_infinite_slope_moves_nothing_on_the_cpu(double gradientClip)
    {
        using var network = nn.Sequential(("first", nn.Linear(3, 4)));
        foreach (var parameter in network.parameters())
        {
            nn.init.zeros_(parameter);
        }

        using var optimizer = new FusedSgd(network, 0.1, Momentum, WeightDecay, gradientClip);
        var before = State(network);

        var loss = network.call(rand(5, 3)).sqrt().sum();
        var losses = StepLosses.Of(loss);
        loss.backward();
        var error = Assert.Throws<NotFiniteNumberException>(() => optimizer.Step(losses));

        Assert.Equal(0, losses.Total);
        Assert.StartsWith("The gradient of network.first.weight is not finite, though the losses are; no weight was updated", error.Message, StringComparison.Ordinal);
        AssertSame(before, State(network));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void One_number_of_one_parameter_is_enough(double value)
    {
        using var network = nn.Sequential(("first", nn.Linear(40, 3)), ("second", nn.Linear(3, 50)));
        using var optimizer = new FusedSgd(network, 0.1, Momentum, WeightDecay);
        foreach (var parameter in network.parameters())
        {
            parameter.grad = zeros_like(parameter).detach();
        }

        network.get_parameter("second.weight")!.grad![49, 1] = tensor((float)value);
        var before = State(network);

        Assert.StartsWith("The gradient of network.second.weight ", Assert.Throws<NotFiniteNumberException>(() => optimizer.Step()).Message, StringComparison.Ordinal);
        AssertSame(before, State(network));
    }

    [Fact]
    public void A_large_gradient_whose_square_no_float_holds_is_finite()
    {
        using var network = nn.Linear(2, 2);
        using var optimizer = new FusedSgd(network, 1e-25, 0, 0);
        var before = network.weight.detach().clone();
        network.weight.grad = full_like(network.weight, 1e30).detach();

        optimizer.Step();

        Assert.True((before - 1e5).allclose(network.weight));
    }

    [Fact]
    public void Parameters_of_several_types_and_without_numbers_are_looked_at()
    {
        Parameter[] parameters = [new(zeros(2, float32)), new(zeros(3, float64)), new(zeros(0, float32))];
        using var optimizer = new FusedSgd(parameters.Select((parameter, i) => ($"p{i}", parameter)), 1, 0, 0);
        foreach (var parameter in parameters)
        {
            parameter.grad = full_like(parameter, parameter.dtype == float64 ? 1e300 : 1).detach();
        }

        optimizer.Step();
        Assert.Equal(-1e300, parameters[1][0].item<double>());

        parameters[1].grad = full_like(parameters[1], double.NaN).detach();
        Assert.StartsWith("The gradient of p1 ", Assert.Throws<NotFiniteNumberException>(() => optimizer.Step()).Message, StringComparison.Ordinal);
        Assert.Equal(-1, parameters[0][0].item<float>());
    }

    [Fact]
    public void Gradients_of_the_generators_classes_are_looked_at()
    {
        using var network = nn.Linear(3, 2);
        using var generator = Generator();
        using var optimizer = new FusedSgd(network, generator, 0.1, Momentum, WeightDecay);
        var before = State(generator);

        generator.Estimate(rand(4, 2, 3, 3), tensor(new long[] { 0, 1, 2, 1 })).Cesc.mul(float.PositiveInfinity).backward();
        var error = Assert.Throws<NotFiniteNumberException>(() => optimizer.Step());

        Assert.StartsWith("The gradient of rsg.", error.Message, StringComparison.Ordinal);
        optimizer.ZeroGrad();
        AssertSame(before, State(generator));
    }

    /// <summary>Losses that are still on their device, as on a GPU: nothing is waited for, and whoever reads the losses learns it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Where_losses_are_unread_the_step_moves_nothing_and_the_losses_say_so(double gradientClip)
    {
        using var network = nn.Linear(3, 2);
        using var generator = Generator();
        using var optimizer = new FusedSgd(network, generator, 0.1, Momentum, WeightDecay, gradientClip);
        generator.Estimate(rand(4, 2, 3, 3), tensor(new long[] { 0, 1, 2, 1 })).Cesc.backward();
        (network.weight.grad, network.bias!.grad) = (ones_like(network.weight).detach(), full(2, float.NaN));
        var (before, generatorBefore) = (State(network), State(generator));
        var losses = new StepLosses(ones(4), generated: 0);

        optimizer.Step(losses);

        Assert.False(losses.AreKnown);
        AssertSame(before, State(network));
        AssertSame(generatorBefore, State(generator));
        Assert.StartsWith("The gradient of network.bias is not finite", Assert.Throws<NotFiniteNumberException>(() => losses.Total).Message, StringComparison.Ordinal);
        Assert.Throws<NotFiniteNumberException>(() => losses.Mv);
    }

    [Fact]
    public void An_epoch_with_such_a_step_says_which_one_it_was()
    {
        using var network = nn.Linear(3, 2);
        using var optimizer = new FusedSgd(network, 0.1, Momentum, WeightDecay);
        var progress = new TrainingProgress(new TrainingStart("Net", 3, 5, null), observer: null);
        progress.BeginEpoch(1, 0.1, 5);
        foreach (var gradient in (float[])[1, 1, float.NaN, 1])
        {
            progress.EndStep(Step(gradient), images: 8);
        }

        Assert.StartsWith(
            "Step 3 of epoch 2: The gradient of network.weight is not finite", Assert.Throws<NotFiniteNumberException>(() => progress.EndEpoch()).Message, StringComparison.Ordinal);

        StepLosses Step(float gradient)
        {
            var losses = new StepLosses(ones(4), generated: 0);
            network.weight.grad = full_like(network.weight, gradient).detach();
            optimizer.Step(losses);
            return losses;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Both_ways_to_measure_gradients_agree(double order)
    {
        Tensor[] gradients = [randn(3, 4), randn([]), tensor(float.NaN), randn(2, 3, 4, 5).permute(0, 2, 3, 1), tensor(new[] { 1, float.NegativeInfinity })];
        double[] expected = [.. gradients.Select(gradient => Norm(gradient.contiguous().data<float>().ToArray()))];

        foreach (var norms in (Tensor[])[FusedSgdScript.Norms(gradients, order), SingleTensorSgd.Norms(gradients, order)])
        {
            Assert.All(expected.Zip(norms.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        double Norm(float[] numbers) => order == 2 ? Math.Sqrt(numbers.Sum(number => (double)number * number)) : numbers.Any(float.IsNaN) ? double.NaN : numbers.Max(Math.Abs);
    }

    private static Dictionary<string, Tensor> State(nn.Module module) => module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static void AssertSame(Dictionary<string, Tensor> before, Dictionary<string, Tensor> after) =>
        Assert.All(after, entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>(), entry.Key));

    private static RareSampleGenerator Generator() =>
        new(2, FrequentClasses.FromCounts(new ClassCounts([9, 5, 1]), ratio: 0.4), new RareSampleGeneratorOptions { Centers = 2, ContrastiveChannels = 4 });
}
