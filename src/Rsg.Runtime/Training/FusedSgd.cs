using Rsg.Generation;
using Rsg.Layers;
using Rsg.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>
/// Stochastic gradient descent with momentum and weight decay, as torch has it (g = gradient + decay p; v = momentum v + g; p = p - rate v), for all
/// parameters of a network in one native call.
/// </summary>
/// <remarks>
/// <para>Of the parameters that a sample generator keeps for each class, a step computes those of its batch's classes, however many there are, and makes up
/// for the others later; the values are those of a step over all, up to rounding.</para>
/// <para>A parameter that has never had a gradient is left alone, as by torch.optim.SGD: without one, not even the weight decay moves it.</para>
/// <para>RSG_FUSED_OPTIMIZER=off makes the same step from ordinary tensor operations; so does a device for which torch has no fused step. It leaves the
/// per-class parameters as they are.</para>
/// <para>Moving the network to another device makes new parameters, which an optimizer made before does not know.</para>
/// </remarks>
public sealed class FusedSgd : IDisposable
{
    private readonly Parameter[] parameters;
    private readonly Tensor?[] velocities;
    private readonly bool[] isFused;
    private readonly SgdRule rule;
    private readonly RareSampleGenerator? rsg;
    private readonly RowSgd? rows;
    private double learningRate;

    /// <summary>Takes what is to be trained.</summary>
    /// <param name="parameters">The parameters; one that comes twice is moved once.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    internal FusedSgd(IEnumerable<Parameter> parameters, double learningRate, double momentum, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        rule = SgdRule.Of(momentum, weightDecay);
        this.parameters = [.. parameters.Distinct()];
        isFused = new bool[this.parameters.Length];
        velocities = new Tensor?[this.parameters.Length];
        LearningRate = learningRate;
    }

    /// <summary>Takes a network.</summary>
    /// <param name="network">What is to be trained.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one.</exception>
    public FusedSgd(nn.Module network, double learningRate, double momentum, double weightDecay)
        : this(ParametersOf(network), learningRate, momentum, weightDecay)
    {
    }

    /// <summary>Takes a network and the sample generator that learns with it.</summary>
    /// <param name="network">What is to be trained.</param>
    /// <param name="rsg">The sample generator beside it.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one, or the generator has an optimizer already that is not disposed.</exception>
    public FusedSgd(nn.Module network, RareSampleGenerator rsg, double learningRate, double momentum, double weightDecay)
        : this(ParametersOf(network).Concat(DenseParametersOf(rsg)), learningRate, momentum, weightDecay)
    {
        this.rsg = rsg;
        rows = rsg.AttachRowUpdates(rule);
    }

    /// <summary>The learning rate of the next step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "A learning rate is a number that is not negative.");
            }

            learningRate = value;
        }
    }

    /// <summary>Sets every gradient to zero, in place.</summary>
    public void ZeroGrad()
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in parameters)
        {
            parameter.grad?.zero_();
        }

        rows?.ZeroGrad();
    }

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="losses">
    /// The losses that the gradients come from: where they are on a GPU and not finite, nothing moves, and nobody waits to learn it. On the CPU such
    /// losses have thrown before.
    /// </param>
    public void Step(StepLosses? losses = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var skip = losses?.NotFinite();
        var together = new MovingParameters(parameters.Length);
        var alone = new MovingParameters(0);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].grad is not { } gradient)
            {
                continue;
            }

            if (velocities[i] is not { } velocity)
            {
                velocities[i] = velocity = zeros_like(parameters[i], requires_grad: false).DetachFromDisposeScope();
                isFused[i] = FusedSgdScript.Serves(parameters[i].device_type) && LieAlike(parameters[i], gradient) && LieAlike(parameters[i], velocity);
            }

            (isFused[i] ? together : alone).Add(parameters[i], gradient, velocity);
        }

        if (!together.IsEmpty)
        {
            FusedSgdScript.Step(together.Lists, LearningRate, rule, skip);
        }

        SingleTensorSgd.Step(alone.Lists, LearningRate, rule, skip);
        rows?.Step(LearningRate, skip);
    }

    /// <summary>Frees the velocities; the parameters stay, and another optimizer may move them.</summary>
    public void Dispose()
    {
        rsg?.DetachRowUpdates();
        foreach (var velocity in velocities)
        {
            velocity?.Dispose();
        }
    }

    private static IEnumerable<Parameter> ParametersOf(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        FoldedNetwork.RequireUnfolded(module, "trained");
        return module.parameters();
    }

    /// <summary>Whether two tensors lie in memory in the same order and without gaps, as the fused step takes for granted.</summary>
    private static bool LieAlike(Tensor one, Tensor other) =>
        one.stride().AsSpan().SequenceEqual(other.stride()) && (one.is_contiguous() || (one.dim() == 4 && one.permute(0, 2, 3, 1).is_contiguous()));

    private static IEnumerable<Parameter> DenseParametersOf(RareSampleGenerator rsg)
    {
        ArgumentNullException.ThrowIfNull(rsg);
        return rsg.DenseParameters;
    }
}
