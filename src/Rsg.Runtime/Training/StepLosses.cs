using System.ComponentModel;
using System.Globalization;
using Rsg.Generation;
using Rsg.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>The losses of one training step (Eq. 7), or their means over an epoch.</summary>
/// <remarks>
/// The losses of a step on a GPU are there only after everything that was asked of the GPU before, so they are read when one of them is first asked
/// for, and lie there until then or until nobody holds them any more. A step of which a loss or a gradient is not finite moves nothing on the device itself (<see cref="FusedSgd.Step"/>).
/// </remarks>
public sealed class StepLosses : IEquatable<StepLosses>
{
    /// <summary>Total, classification, CESC and MV.</summary>
    private const int LossCount = 4;

    /// <summary>The parts of a loss behind the four losses, where RSG has a part in the step: what of CESC or MV is not finite.</summary>
    private static readonly string[] Parts = ["the center term", "the contrastive term", "the direction term", "the length term", "the \"not the same class\" term"];

    private float[]? values;
    private Tensor? pending;
    private GradientNorms? pendingGradients;
    private NotFiniteNumberException? gradientFailure;

    /// <summary>Takes known losses.</summary>
    /// <param name="total">L = L_cls + lambda1 CESC + lambda2 MV: what was minimised.</param>
    /// <param name="classification">L_cls, over real and generated samples.</param>
    /// <param name="cesc">The CESC loss (Eq. 5), before its weight; 0 without RSG.</param>
    /// <param name="mv">The MV loss (Eq. 6), before its weight; 0 in phase 1 and without RSG.</param>
    /// <param name="generated">How many samples RSG generated.</param>
    public StepLosses(float total, float classification, float cesc, float mv, int generated)
    {
        values = [total, classification, cesc, mv];
        Generated = generated;
    }

    /// <summary>Takes losses that are still on their device.</summary>
    /// <param name="pending">Total, classification, CESC and MV loss, and behind them the parts of CESC and MV if they are known, (4) or (9) float32; owned.</param>
    /// <param name="generated">How many samples RSG generated.</param>
    internal StepLosses(Tensor pending, int generated)
    {
        this.pending = pending;
        Generated = generated;
    }

    /// <summary>L = L_cls + lambda1 CESC + lambda2 MV: what was minimised.</summary>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is infinite or not a number; the step updated no weight.</exception>
    public float Total => Read()[0];

    /// <summary>L_cls, over real and generated samples.</summary>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is infinite or not a number; the step updated no weight.</exception>
    public float Classification => Read()[1];

    /// <summary>The center estimation and sample contrastive loss (Eq. 5), before its weight; 0 without RSG.</summary>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is infinite or not a number; the step updated no weight.</exception>
    public float Cesc => Read()[2];

    /// <summary>The maximized vector loss (Eq. 6), before its weight; 0 in phase 1 and without RSG.</summary>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient is infinite or not a number; the step updated no weight.</exception>
    public float Mv => Read()[3];

    /// <summary>How many samples RSG generated: in the step, or in the whole epoch.</summary>
    public int Generated { get; }

    /// <summary>Whether the numbers are on the host already, so that reading them waits for nothing.</summary>
    internal bool AreKnown => values is not null;

    /// <summary>The losses of a step without RSG.</summary>
    /// <param name="total">The classification loss, a scalar.</param>
    /// <exception cref="NotFiniteNumberException">The loss is on the CPU, and infinite or not a number.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StepLosses Of(Tensor total)
    {
        ArgumentNullException.ThrowIfNull(total);
        using var scope = NewDisposeScope();
        var loss = total.detach();
        var none = zeros_like(loss);
        return Of([loss, loss, none, none], generated: 0);
    }

    /// <summary>The losses of a step with RSG.</summary>
    /// <param name="total">L of Eq. 7, a scalar.</param>
    /// <param name="classification">L_cls, a scalar.</param>
    /// <param name="batch">The batch behind RSG.</param>
    /// <exception cref="NotFiniteNumberException">A loss is on the CPU, and infinite or not a number; the message says which, and what is to be tried.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StepLosses Of(Tensor total, Tensor classification, AugmentedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(classification);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        Tensor[] losses =
        [
            total, classification, batch.Cesc, batch.Mv, batch.CenterTerm, batch.ContrastTerm, batch.MvDirection, batch.MvLength, batch.MvContrast,
        ];
        return Of([.. losses.Select(loss => loss.detach())], batch.GeneratedCount);
    }

    /// <summary>Whether the other losses are the same numbers. Losses that are still on a GPU equal themselves only: nothing is read for a comparison.</summary>
    public bool Equals(StepLosses? other) =>
        ReferenceEquals(this, other)
        || (other is not null && values is not null && other.values is not null && Generated == other.Generated && values.AsSpan(0, LossCount).SequenceEqual(other.values.AsSpan(0, LossCount)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StepLosses);

    /// <inheritdoc/>
    public override int GetHashCode() => Generated;

    /// <summary>The five numbers, or that they were not read yet.</summary>
    public override string ToString() => values is null
        ? string.Create(CultureInfo.InvariantCulture, $"not read yet, {Generated} generated")
        : string.Create(CultureInfo.InvariantCulture, $"total {values[0]}, classification {values[1]}, CESC {values[2]}, MV {values[3]}, {Generated} generated");

    /// <summary>Reads what several steps left on the device, all at once.</summary>
    internal static void ReadTogether(IReadOnlyList<StepLosses> steps)
    {
        using var scope = NewDisposeScope();
        StepLosses[] waiting = [.. steps.Where(step => step.pending is not null).Distinct(ReferenceEqualityComparer.Instance).Cast<StepLosses>()];
        if (waiting.Length == 0)
        {
            return;
        }

        var read = cat([.. waiting.Select(step => step.pending!)]).cpu().data<float>();
        var next = 0;
        foreach (var step in waiting)
        {
            var count = (int)step.pending!.numel();
            step.Keep([.. Enumerable.Range(next, count).Select(i => read[i])]);
            next += count;
        }
    }

    /// <summary>Leaves the norms of the step's gradients to whoever reads the losses, which have not been read yet.</summary>
    internal void ReadWith(GradientNorms gradients) => pendingGradients = gradients with { Norms = gradients.Norms.alias().DetachFromDisposeScope() };

    /// <summary>1 where a loss is not finite and nothing may be updated, else 0: a scalar on the device; <see langword="null"/> where the losses are known, and so finite.</summary>
    internal Tensor? NotFinite() => pending?.isfinite().all().logical_not().to(ScalarType.Float32);

    private static StepLosses Of(Tensor[] losses, int generated)
    {
        // One tensor, because every read of one waits for the device.
        var together = stack(losses).to(ScalarType.Float32);
        var step = new StepLosses(together.DetachFromDisposeScope(), generated);
        if (together.device_type == DeviceType.CPU)
        {
            step.Read();
        }

        return step;
    }

    private float[] Read()
    {
        if (pending is not null)
        {
            ReadTogether([this]);
        }

        RequireFinite(values!);
        return gradientFailure is null ? values! : throw gradientFailure;
    }

    private void Keep(float[] read)
    {
        values = read;
        pending!.Dispose();
        pending = null;
        gradientFailure = pendingGradients?.Failure();
        pendingGradients?.Norms.Dispose();
        pendingGradients = null;
    }

    private static void RequireFinite(float[] values)
    {
        Require(values[1], "classification", "Lower the learning rate, and check that no pixel is infinite or not a number.");
        Require(values[2], "CESC", "It is a sum over the feature maps: lower CescWeight or the learning rate, or cut the network behind a later stage.", FirstPart(0, 2));
        Require(values[3], "MV", "It is a sum over the feature maps: lower MvWeight or the learning rate of the second phase.", FirstPart(2, 3));
        Require(values[0], "total", "Lower the learning rate.");

        string FirstPart(int first, int count) =>
            Enumerable.Range(first, count).Where(part => LossCount + part < values.Length && !float.IsFinite(values[LossCount + part])).Select(part => $" in {Parts[part]}").FirstOrDefault("");

        static void Require(float loss, string name, string advice, string part = "")
        {
            if (!float.IsFinite(loss))
            {
                throw new NotFiniteNumberException($"The {name} loss is {loss.ToString(CultureInfo.InvariantCulture)}{part}; no weight was updated by this step, but batch norms have seen its images. {advice}", loss);
            }
        }
    }
}
