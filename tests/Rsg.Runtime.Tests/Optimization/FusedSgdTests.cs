using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Optimization;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Optimization;

public sealed class FusedSgdTests
{
    private const double Momentum = 0.9;
    private const double WeightDecay = 0.01;

    [Theory]
    [InlineData(ScalarType.Float64, Momentum, 1e-14)]
    [InlineData(ScalarType.Float32, Momentum, 1e-6)]
    [InlineData(ScalarType.Float64, 0, 1e-14)]
    public void Moves_parameters_as_torch_does(ScalarType type, double momentum, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        Parameter[] ours = Parameters(type);
        Parameter[] theirs = [.. ours.Select(parameter => new Parameter(parameter.detach().clone()))];
        using var fused = new FusedSgd(Named([.. ours, ours[1]]), 0.1, momentum, WeightDecay);
        using var reference = torch.optim.SGD(theirs, 0.1, momentum: momentum, weight_decay: WeightDecay);

        for (var step = 0; step < 30; step++)
        {
            var rate = step < 15 ? 0.1 : 0.01;
            fused.LearningRate = rate;
            reference.ParamGroups.Single().LearningRate = rate;
            fused.ZeroGrad();
            reference.zero_grad();
            for (var i = 0; i < ours.Length; i++)
            {
                // The last one has a gradient from step 10 on, the first up to step 20.
                if ((i == ours.Length - 1 && step < 10) || (i == 0 && step >= 20))
                {
                    continue;
                }

                var direction = randn(ours[i].shape, type, generator: generator);
                (ours[i] * direction).sum().backward();
                (theirs[i] * direction).sum().backward();
            }

            fused.Step();
            reference.step();
            for (var i = 0; i < ours.Length; i++)
            {
                Assert.True((ours[i] - theirs[i]).abs().max().to(ScalarType.Float64).item<double>() <= tolerance, $"parameter {i}, step {step}");
            }
        }
    }

    [Fact]
    public void Separate_operations_make_the_same_step()
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = [randn(5, 3, ScalarType.Float64), randn(2, ScalarType.Float64)];
        Tensor[] gradients = [.. parameters.Select(tensor => randn_like(tensor))];
        Tensor[] velocities = [.. parameters.Select(tensor => randn_like(tensor))];
        var rule = SgdRule.Of(Momentum, WeightDecay);
        foreach (Tensor? skip in new[] { null, tensor(0f), tensor(1f) })
        {
            var (fused, fusedVelocities) = (Copies(parameters), Copies(velocities));
            var (separate, separateVelocities) = (Copies(parameters), Copies(velocities));

            FusedSgdScript.Step((fused, Copies(gradients), fusedVelocities), 0.1, rule, skip);
            SingleTensorSgd.Step((separate, Copies(gradients), separateVelocities), 0.1, rule, skip);

            for (var i = 0; i < parameters.Length; i++)
            {
                Assert.True(fused[i].allclose(separate[i], 1e-13, 1e-13));
                Assert.True(fusedVelocities[i].allclose(separateVelocities[i], 1e-13, 1e-13));
                Assert.Equal(skip is not null && skip.item<float>() == 1, fused[i].allclose(parameters[i], 0, 0));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_that_is_not_to_count_moves_nothing_even_with_gradients_that_are_no_numbers(bool separate)
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = [ones(4)];
        Tensor[] velocities = [ones(4)];
        Tensor[] gradients = [full(4, float.NaN)];

        if (separate)
        {
            SingleTensorSgd.Step((parameters, gradients, velocities), 0.1, SgdRule.Of(Momentum, WeightDecay), tensor(1f));
        }
        else
        {
            FusedSgdScript.Step((parameters, gradients, velocities), 0.1, SgdRule.Of(Momentum, WeightDecay), tensor(1f));
        }

        Assert.True(parameters[0].allclose(ones(4), 0, 0));
        Assert.True(velocities[0].allclose(ones(4), 0, 0));
    }

    /// <summary>The fused step takes for granted that a parameter and its gradient lie alike and without gaps.</summary>
    [Fact]
    public void Parameters_and_gradients_that_lie_otherwise_are_moved_one_by_one()
    {
        using var scope = NewDisposeScope();
        var transposed = new Parameter(zeros(3, 4));
        var part = new Parameter(zeros(4, 6).narrow(1, 0, 3));
        using var optimizer = new FusedSgd(Named([transposed, part]), 1, Momentum, 0);
        var (first, second) = (rand(4, 3).t(), rand(4, 3));
        (transposed.grad, part.grad) = (first, second);

        optimizer.Step();

        Assert.True(transposed.allclose(-first));
        Assert.True(part.allclose(-second));
    }

    /// <summary>Losses that are still on their device, as on a GPU: the step must not move anything, and does not know it.</summary>
    [Fact]
    public void A_step_with_unread_losses_that_are_not_finite_moves_neither_network_nor_generator()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(3, 2);
        using var generator = Generator();
        using var optimizer = new FusedSgd(network, generator, 0.1, Momentum, WeightDecay);
        using (no_grad())
        {
            generator.get_parameter("centers")!.add_(1);
        }

        var before = State();
        Step(float.NaN);
        Assert.All(State(), entry => Assert.True(entry.Value.allclose(before[entry.Key], 0, 0), entry.Key));

        Step(1);
        var after = State();
        Assert.All(["weight", "bias", "centers", "linear"], name => Assert.False(after[name].allclose(before[name], 0, 0), name));

        void Step(float total)
        {
            optimizer.ZeroGrad();
            var batch = generator.Estimate(rand(4, 2, 3, 3), tensor(new long[] { 0, 1, 2, 1 }));
            (batch.Cesc + network.call(rand(4, 3)).sum()).backward();
            optimizer.Step(new StepLosses(tensor([total, 0, 0, 0]), generated: 0));
        }

        Dictionary<string, Tensor> State() => network.named_parameters().Concat(generator.named_parameters())
            .GroupBy(entry => entry.name).ToDictionary(group => group.Key, group => group.First().parameter.detach().clone());
    }

    [Fact]
    public void A_generator_has_one_optimizer_at_a_time()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(3, 2);
        using var generator = Generator();
        using (new FusedSgd(network, generator, 0.1, Momentum, WeightDecay))
        {
            Assert.Throws<InvalidOperationException>(() => new FusedSgd(network, generator, 0.1, Momentum, WeightDecay));
        }

        new FusedSgd(network, generator, 0.1, Momentum, WeightDecay).Dispose();
        generator.Estimate(rand(4, 2, 3, 3), tensor(new long[] { 0, 1, 2, 1 })).Cesc.backward();
        Assert.NotNull(generator.get_parameter("centers")!.grad);
    }

    [Fact]
    public void Refuses_numbers_outside_their_range()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters(ScalarType.Float32);

        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new FusedSgd(Named(parameters), 0.1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new FusedSgd(Named(parameters), 0.1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new FusedSgd(Named(parameters), double.NaN, 0, 0));
    }

    private static RareSampleGenerator Generator() =>
        new(2, FrequentClasses.FromCounts(new ClassCounts([9, 5, 1]), ratio: 0.4), new RareSampleGeneratorOptions { Centers = 2, ContrastiveChannels = 4 });

    private static Parameter[] Parameters(ScalarType type) =>
    [
        new Parameter(ones(4, type)),
        new Parameter(arange(24, type).reshape(2, 3, 2, 2).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)),
        new Parameter(ones([], type)),
        new Parameter(zeros(3, type)),
    ];

    private static IEnumerable<(string, Parameter)> Named(IEnumerable<Parameter> parameters) => parameters.Select((parameter, i) => ($"p{i}", parameter));

    private static Tensor[] Copies(Tensor[] tensors) => [.. tensors.Select(tensor => tensor.clone())];
}
