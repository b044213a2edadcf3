using Rsg.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>
/// SGD with momentum and weight decay for parameters of which a batch reads few rows: a step computes and moves those rows only, and its
/// result is, up to rounding, that of <c>torch.optim.SGD</c> over the whole parameters.
/// </summary>
/// <remarks>
/// <para>A row without a gradient moves as well, by its velocity and by weight decay. That motion is linear and the same for all of a row's numbers
/// (<see cref="UntouchedMotion"/>), so it is made up for later, in one product for any number of missed steps: when the row is read by a
/// forward pass, and for all rows at once in <see cref="Settle"/>. Between these the parameters hold values of earlier steps.</para>
/// <para>The learning rate is part of that motion, so all rows are settled when it changes. It changes by epochs; a rate that changes with
/// every step makes every step touch every row.</para>
/// <para>All parameters have the same number of rows and get gradients together. A step before which none was propagated moves nothing, as
/// <c>torch.optim.SGD</c> passes over parameters without a gradient. Nothing reads the device. Not safe for use from several threads at once.</para>
/// </remarks>
internal sealed class RowSgd : IDisposable
{
    // Steps that a row can miss before all are settled: bounds the table of powers, and costs a pass over the parameters so seldom.
    internal const int MostMissedSteps = 4096;

    // Numbers that are settled at once: bounds the memory of it.
    private const long SettledAtOnce = 1 << 22;

    private readonly SgdRule rule;
    private readonly Parameter[] parameters;
    private readonly Tensor[] velocities;
    private readonly List<GatheredRows> gathered = [];
    private readonly Tensor stepsDone;
    private readonly Tensor stepsSeen;
    private Tensor? powers;
    private double learningRate = double.NaN;
    private int stepsSinceSettled;

    /// <summary>Takes the parameters, which it moves from now on; nothing else may step them.</summary>
    /// <param name="parameters">Of one device and dtype, all with the same number of rows.</param>
    /// <param name="rule">mu and lambda.</param>
    public RowSgd(IEnumerable<Parameter> parameters, SgdRule rule)
    {
        this.rule = rule;
        this.parameters = [.. parameters];
        velocities = [.. this.parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        stepsDone = zeros([], ScalarType.Int64, Device).DetachFromDisposeScope();
        stepsSeen = zeros([Rows], ScalarType.Int64, Device).DetachFromDisposeScope();
    }

    /// <summary>The parameters with their velocities, which are up to date after <see cref="Settle"/>.</summary>
    internal IEnumerable<(Parameter Parameter, Tensor Velocity)> Velocities => parameters.Zip(velocities);

    /// <summary>What rows have yet to make up for; <see langword="null"/> where all are settled. The tensor is the caller's.</summary>
    internal UnsettledRows? Unsettled => stepsSinceSettled == 0 ? null : new UnsettledRows(stepsDone - stepsSeen, stepsSinceSettled, learningRate);

    /// <summary>How often all rows were settled. For tests.</summary>
    internal int Settlements { get; private set; }

    private long Rows => parameters[0].shape[0];

    private Device Device => parameters[0].device;

    /// <summary>Whether a parameter is one of those that are moved here. <c>.to()</c> makes new ones.</summary>
    public bool Moves(Parameter parameter) => parameters.Any(own => ReferenceEquals(own, parameter));

    /// <summary>The current values of some rows, one tensor a parameter, (U, ...): leaves, whose gradients the next step takes.</summary>
    /// <remarks>They live until <see cref="Step(double, Tensor?)"/> or <see cref="ZeroGrad"/>; where gradients are off, they belong to the caller's scope.</remarks>
    /// <param name="rows">Which rows, each once.</param>
    /// <param name="index">The same on the device: (U) int64.</param>
    public IReadOnlyList<Tensor> Gather(long[] rows, Tensor index)
    {
        var isLearning = is_grad_enabled();
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var current = CaughtUp(index);
        if (!isLearning)
        {
            return [.. current.Select(row => row.Values.MoveToOuterDisposeScope())];
        }

        Tensor[] leaves = [.. current.Select(row => row.Values.requires_grad_().DetachFromDisposeScope())];
        gathered.Add(new GatheredRows(rows, index.alias().DetachFromDisposeScope(), leaves));
        return leaves;
    }

    /// <summary>Forgets what was gathered, and its gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var rows in gathered)
        {
            rows.Dispose();
        }

        gathered.Clear();
    }

    /// <summary>One step, with the gradients that were propagated to gathered rows since the last one; what was gathered is forgotten.</summary>
    /// <param name="learningRate">eta.</param>
    /// <param name="skip">One number on the device; where it is not 0, nothing moves and the step does not count.</param>
    public void Step(double learningRate, Tensor? skip = null)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        Step(learningRate, TakeGradients(), skip);
    }

    /// <summary>The same with the gradients of <see cref="TakeGradients"/>, which may have been scaled.</summary>
    public void Step(double learningRate, (Tensor Index, Tensor[] Gradients)? taken, Tensor? skip)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        Use(learningRate);
        if (taken is var (index, gradients))
        {
            Move(index, gradients, skip?.to(ScalarType.Bool).reshape([]));
            stepsSinceSettled++;
        }

        ZeroGrad();
    }

    /// <summary>Makes up for all that rows have missed, so that the parameters hold what <c>torch.optim.SGD</c> would have left in them.</summary>
    public void Settle()
    {
        if (stepsSinceSettled == 0)
        {
            return;
        }

        using var withoutGradient = no_grad();
        var numbersInRow = parameters.Max(parameter => parameter.numel() / Rows);
        var rowsAtOnce = Math.Max(1, SettledAtOnce / numbersInRow);
        for (var first = 0L; first < Rows; first += rowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(rowsAtOnce, Rows - first);
            var motion = Motion(stepsSeen.narrow(0, first, count));
            for (var i = 0; i < parameters.Length; i++)
            {
                var (values, velocity) = (parameters[i].narrow(0, first, count), velocities[i].narrow(0, first, count));
                var moved = Moved(values, velocity, motion);
                values.copy_(moved.Values);
                velocity.copy_(moved.Velocity);
            }
        }

        stepsSeen.copy_(stepsDone);
        stepsSinceSettled = 0;
        Settlements++;
    }

    /// <summary>Takes velocities over that belong to the values which the parameters have now.</summary>
    /// <param name="values">One a parameter, in their order; <see langword="null"/> for zeros.</param>
    /// <param name="unsettled">What both have yet to make up for; <see langword="null"/> for nothing.</param>
    public void Restore(IEnumerable<Tensor?> values, UnsettledRows? unsettled = null)
    {
        using var withoutGradient = no_grad();
        ZeroGrad();
        foreach (var (velocity, value) in velocities.Zip(values))
        {
            _ = value is null ? velocity.zero_() : velocity.copy_(value);
        }

        stepsSeen.copy_(stepsDone);
        stepsSinceSettled = 0;
        if (unsettled is var (missed, steps, rate))
        {
            Use(rate);
            stepsSeen.sub_(missed.to(Device));
            stepsSinceSettled = steps;
        }
    }

    /// <summary>Frees what it holds; the parameters stay. Does not settle them.</summary>
    public void Dispose()
    {
        ZeroGrad();
        powers?.Dispose();
        stepsDone.Dispose();
        stepsSeen.Dispose();
        foreach (var velocity in velocities)
        {
            velocity.Dispose();
        }
    }

    private static (Tensor Values, Tensor Velocity) Moved(Tensor values, Tensor velocity, Tensor[] motion)
    {
        Tensor[] factors = [.. motion.Select(factor => factor.view([-1, .. Enumerable.Repeat(1L, (int)values.dim() - 1)]))];
        return (
            (values * factors[0]).addcmul_(velocity, factors[1], HeldScalars.One),
            (velocity * factors[3]).addcmul_(values, factors[2], HeldScalars.One));
    }

    private void Use(double rate)
    {
        if (rate != learningRate)
        {
            Settle();
            learningRate = rate;
            powers?.Dispose();
            var table = UntouchedMotion.Powers(rate, rule, MostMissedSteps);
            powers = tensor(table, [MostMissedSteps + 1, 4], parameters[0].dtype, Device).DetachFromDisposeScope();
        }
        else if (stepsSinceSettled == MostMissedSteps)
        {
            Settle();
        }
    }

    /// <summary>The gradients of all gathered rows; of a row that was gathered several times, their sum, as in a parameter's own gradient.</summary>
    public (Tensor Index, Tensor[] Gradients)? TakeGradients()
    {
        GatheredRows[] used = [.. gathered.Where(rows => rows.HasGradient)];
        if (used.Length == 0)
        {
            return null;
        }

        if (used is [var only])
        {
            return (only.Index, [.. only.Leaves.Select(Gradient)]);
        }

        var rows = used.SelectMany(part => part.Rows).Distinct().ToArray();
        var placeOf = rows.Zip(Enumerable.Range(0, rows.Length)).ToDictionary(row => row.First, row => (long)row.Second);
        Tensor[] sums = [.. parameters.Select(parameter => zeros([rows.Length, .. parameter.shape[1..]], parameter.dtype, Device))];
        foreach (var part in used)
        {
            var places = tensor(part.Rows.Select(row => placeOf[row]).ToArray(), device: Device);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i].index_add_(0, places, Gradient(part.Leaves[i]), HeldScalars.One);
            }
        }

        return (tensor(rows, device: Device), sums);
    }

    private static Tensor Gradient(Tensor leaf) => leaf.grad ?? zeros_like(leaf, requires_grad: false);

    private void Move(Tensor index, Tensor[] gradients, Tensor? isSkipped)
    {
        var current = CaughtUp(index);
        for (var i = 0; i < parameters.Length; i++)
        {
            var (values, velocity) = current[i];
            var newVelocity = velocity.Times(rule.Momentum).AddInPlace(gradients[i]).AddInPlace(values, rule.WeightDecay);
            var newValues = values.Plus(newVelocity, -learningRate);
            parameters[i].index_copy_(0, index, Unless(isSkipped, newValues, values));
            velocities[i].index_copy_(0, index, Unless(isSkipped, newVelocity, velocity));
        }

        // Caught up they are in either case.
        stepsDone.AddInPlace(isSkipped is null ? ones([], ScalarType.Int64, Device) : isSkipped.logical_not().to(ScalarType.Int64));
        stepsSeen.index_copy_(0, index, stepsDone.expand(index.shape[0]));
    }

    private static Tensor Unless(Tensor? isSkipped, Tensor moved, Tensor current) => isSkipped is null ? moved : where(isSkipped, current, moved);

    /// <summary>Values and velocities of some rows after all steps so far; the parameters stay as they are.</summary>
    private (Tensor Values, Tensor Velocity)[] CaughtUp(Tensor index)
    {
        var motion = stepsSinceSettled == 0 ? null : Motion(stepsSeen.index_select(0, index));
        return [.. parameters.Zip(velocities, (parameter, velocity) =>
        {
            var (values, speed) = (parameter.detach().index_select(0, index), velocity.index_select(0, index));
            return motion is null ? (values, speed) : Moved(values, speed, motion);
        })];
    }

    /// <summary>What rows have missed, as the four factors of <see cref="UntouchedMotion"/>, (U) each.</summary>
    private Tensor[] Motion(Tensor seen) => powers!.index_select(0, stepsDone - seen).unbind(1);
}
