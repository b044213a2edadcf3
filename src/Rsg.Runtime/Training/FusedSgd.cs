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
    private readonly string[] names;
    private readonly Tensor?[] velocities;
    private readonly bool?[] isFused;
    private readonly SgdRule rule;
    private readonly RareSampleGenerator? rsg;
    private readonly RowSgd? rows;
    private readonly double gradientClip;
    private double learningRate;

    /// <summary>Takes what is to be trained.</summary>
    /// <param name="parameters">The parameters with names for checkpoints; one that comes twice is moved once.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <param name="gradientClip">The largest L2 norm that the gradients of all parameters may have together, as one vector and those of the per-class parameters with them: torch's <c>max_norm</c>. Larger ones are scaled to it before momentum and weight decay see them. 0, the default, for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    internal FusedSgd(IEnumerable<(string Name, Parameter Parameter)> parameters, double learningRate, double momentum, double weightDecay, double gradientClip = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(gradientClip >= 0 && double.IsFinite(gradientClip)))
        {
            throw new ArgumentOutOfRangeException(nameof(gradientClip), gradientClip, "The largest norm of the gradients is a number that is not negative; 0 clips nothing.");
        }

        this.gradientClip = gradientClip;
        rule = SgdRule.Of(momentum, weightDecay);
        (string Name, Parameter Parameter)[] once = [.. parameters.DistinctBy(entry => entry.Parameter)];
        this.parameters = [.. once.Select(entry => entry.Parameter)];
        names = [.. once.Select(entry => entry.Name)];
        isFused = new bool?[once.Length];
        velocities = new Tensor?[once.Length];
        LearningRate = learningRate;
    }

    /// <summary>Takes a network.</summary>
    /// <param name="network">What is to be trained.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <param name="gradientClip">The largest L2 norm that the gradients of all parameters may have together, as one vector and those of the per-class parameters with them: torch's <c>max_norm</c>. Larger ones are scaled to it before momentum and weight decay see them. 0, the default, for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one.</exception>
    public FusedSgd(nn.Module network, double learningRate, double momentum, double weightDecay, double gradientClip = 0)
        : this(ParametersOf(network), learningRate, momentum, weightDecay, gradientClip)
    {
    }

    /// <summary>Takes a network and the sample generator that learns with it.</summary>
    /// <param name="network">What is to be trained.</param>
    /// <param name="rsg">The sample generator beside it.</param>
    /// <param name="learningRate">The rate of the first step; not negative.</param>
    /// <param name="momentum">The share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
    /// <param name="gradientClip">The largest L2 norm that the gradients of all parameters may have together, as one vector and those of the per-class parameters with them: torch's <c>max_norm</c>. Larger ones are scaled to it before momentum and weight decay see them. 0, the default, for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one, or the generator has an optimizer already that is not disposed.</exception>
    public FusedSgd(nn.Module network, RareSampleGenerator rsg, double learningRate, double momentum, double weightDecay, double gradientClip = 0)
        : this(ParametersOf(network).Concat(DenseParametersOf(rsg)), learningRate, momentum, weightDecay, gradientClip)
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

    /// <summary>All parameters with their names and velocities, which there are from a parameter's first step on. Those kept by class are up to date after <see cref="Settle"/>; before, they lack what <see cref="UnsettledRows"/> says.</summary>
    internal IEnumerable<(string Name, Parameter Parameter, Tensor? Velocity)> Motion =>
        Enumerable.Range(0, parameters.Length).Select(i => (names[i], parameters[i], velocities[i])).Concat(
            rows is null ? [] : NamesByClass.Zip(rows.Velocities, (name, row) => (name, row.Parameter, (Tensor?)row.Velocity)));

    /// <summary>The names of the parameters that a step moves, were it made now. Those kept by class are not among them: no step moves them without a new gradient.</summary>
    internal IEnumerable<string> ParametersWithGradient => names.Where((_, i) => parameters[i].grad is not null);

    private static IEnumerable<string> NamesByClass => RareSampleGenerator.ClassParameters.Select(name => TrainingState.Rsg + name);

    /// <summary>Sets every gradient to zero, in place.</summary>
    public void ZeroGrad()
    {
        using var scope = NewDisposeScope();
        RequireUnmoved();
        foreach (var parameter in parameters)
        {
            parameter.grad?.zero_();
        }

        rows?.ZeroGrad();
    }

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="losses">
    /// The losses that the gradients come from. While they are unread, as on a GPU, nobody waits for the gradients either: where a loss or a gradient is not
    /// finite, nothing moves, and whoever reads the losses learns it. On the CPU such losses have thrown before, and such gradients throw here.
    /// </param>
    /// <exception cref="NotFiniteNumberException">A gradient is not finite, and the losses have been read or not given; the message says whose. Nothing was moved.</exception>
    /// <exception cref="InvalidOperationException">The network was moved or converted after this was made.</exception>
    public void Step(StepLosses? losses = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        RequireUnmoved();
        Tensor?[] gradients = [.. parameters.Select(parameter => parameter.grad)];
        var rowGradients = rows?.TakeGradients();
        var skip = CheckAndClip(new StepGradients(names.Zip(gradients).Concat(NamesByClass.Zip<string, Tensor?>(rowGradients?.Gradients ?? []))), losses);

        var together = new MovingParameters(parameters.Length);
        var alone = new MovingParameters(0);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (gradients[i] is not { } gradient)
            {
                continue;
            }

            var velocity = velocities[i] ??= zeros_like(parameters[i], requires_grad: false).DetachFromDisposeScope();
            isFused[i] ??= FusedSgdScript.Serves(parameters[i].device_type) && HaveSameLayout(parameters[i], gradient) && HaveSameLayout(parameters[i], velocity);
            (isFused[i] == true ? together : alone).Add(parameters[i], gradient, velocity);
        }

        if (!together.IsEmpty)
        {
            FusedSgdScript.Step(together.Lists, LearningRate, rule, skip);
        }

        SingleTensorSgd.Step(alone.Lists, LearningRate, rule, skip);
        rows?.Step(LearningRate, rowGradients, skip);
    }

    /// <summary>
    /// Makes up for all that per-class parameters have missed. It rounds, so a training does it at each epoch's start, whether or not a checkpoint
    /// is written there: one that goes on from the checkpoint then has the same numbers.
    /// </summary>
    public void Settle() => rows?.Settle();

    /// <summary>What per-class parameters have yet to make up for; <see langword="null"/> without any, and where they are settled. The tensor is the caller's.</summary>
    internal UnsettledRows? UnsettledRows => rows?.Unsettled;

    /// <summary>Makes velocities and gradients what they were in another optimizer of such parameters, but for the gradients' values, which the next step makes anew.</summary>
    /// <param name="velocityOf">By name; <see langword="null"/> for a parameter that was never moved.</param>
    /// <param name="hasGradient">By name.</param>
    /// <param name="unsettled">What per-class parameters have yet to make up for.</param>
    internal void Restore(Func<string, Tensor?> velocityOf, Func<string, bool> hasGradient, UnsettledRows? unsettled = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        for (var i = 0; i < parameters.Length; i++)
        {
            velocities[i]?.Dispose();
            velocities[i] = velocityOf(names[i]) is { } velocity
                ? zeros_like(parameters[i], requires_grad: false).copy_(velocity).DetachFromDisposeScope()
                : null;
            parameters[i].grad = hasGradient(names[i]) ? zeros_like(parameters[i], requires_grad: false) : null;
            isFused[i] = null;
        }

        rows?.Restore(NamesByClass.Select(velocityOf), unsettled);
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

    private static IEnumerable<(string Name, Parameter Parameter)> ParametersOf(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        FoldedNetwork.RequireUnfolded(module, "trained");
        return module.named_parameters().Select(entry => (TrainingState.Network + entry.name, entry.parameter));
    }

    /// <summary>Looks whether the gradients are finite, and scales them where their norm is larger than <c>gradientClip</c>.</summary>
    /// <returns>What keeps the step from moving anything, where nobody has waited for it: 1 where a loss or a gradient is not finite, else 0.</returns>
    private Tensor? CheckAndClip(StepGradients gradients, StepLosses? losses)
    {
        var skip = losses?.NotFinite();
        if (gradients.IsEmpty)
        {
            return skip;
        }

        var isClipped = gradientClip > 0;
        var norms = isClipped || skip is null ? gradients.L2Norms() : gradients.InfinityNorms();
        if (skip is not null)
        {
            losses!.ReadWith(norms);
            skip = maximum(skip, norms.NotFinite());
        }
        else if (norms.Failure() is { } failure && (isClipped || gradients.InfinityNorms().Failure() is not null))
        {
            throw failure;
        }

        if (isClipped)
        {
            gradients.Clip(norms, gradientClip);
        }

        return skip;
    }

    private void RequireUnmoved()
    {
        if (parameters.Length > 0 && parameters[0].IsInvalid)
        {
            throw new InvalidOperationException("The network was moved or converted after its optimizer was made. Call .to() before making the trainer or the optimizer.");
        }
    }

    /// <summary>Whether two tensors of one shape have the same memory format and no gaps, as the fused step takes for granted.</summary>
    private static bool HaveSameLayout(Tensor one, Tensor other) =>
        StridesOf(one).SequenceEqual(StridesOf(other)) && (one.is_contiguous() || MemoryFormat.IsChannelsLast(one));

    // The stride of a dimension of one entry leads nowhere, and is not the same in a gradient as in its parameter.
    private static IEnumerable<long> StridesOf(Tensor tensor) => tensor.stride().Zip(tensor.shape).Where(dimension => dimension.Second != 1).Select(dimension => dimension.First);

    private static IEnumerable<(string Name, Parameter Parameter)> DenseParametersOf(RareSampleGenerator rsg)
    {
        ArgumentNullException.ThrowIfNull(rsg);
        return rsg.DenseParameters.Select(entry => (TrainingState.Rsg + entry.Name, entry.Parameter));
    }
}
