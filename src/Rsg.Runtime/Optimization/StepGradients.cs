using Rsg.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>The gradients of one step, those of per-class rows included: what is looked at, and clipped, before anything moves.</summary>
/// <param name="named">Whose gradient; <see langword="null"/> for a parameter without one.</param>
internal sealed class StepGradients(IEnumerable<(string Name, Tensor? Gradient)> named)
{
    private readonly (string Name, Tensor? Gradient)[] gradients = [.. named.Where(entry => entry.Gradient is not null && entry.Gradient.numel() > 0)];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => gradients.Length == 0;

    private IEnumerable<string> Names => gradients.Select(entry => entry.Name);

    private Tensor[] Values => [.. gradients.Select(entry => entry.Gradient!)];

    /// <summary>The L2 norm of each, and last of all that of all together; infinite, too, where a square is too large for the type.</summary>
    public GradientNorms L2Norms()
    {
        var norms = Norms(2);
        return new GradientNorms([.. Names, "all parameters together"], cat([norms, linalg.vector_norm(norms).reshape(1)]));
    }

    /// <summary>The largest number of each: infinite or not a number only where one of its numbers is, but on a CPU many times slower than the L2 norms.</summary>
    public GradientNorms InfinityNorms() => new([.. Names], Norms(double.PositiveInfinity));

    /// <summary>Scales all gradients by one factor, in place, so that their norm together is at most a given one, as torch.nn.utils.clip_grad_norm_ does.</summary>
    /// <param name="norms">What <see cref="L2Norms"/> gave.</param>
    /// <param name="maxNorm">The largest norm; above 0.</param>
    public void Clip(GradientNorms norms, double maxNorm)
    {
        const double AgainstZero = 1e-6; // torch's
        using Scalar limit = 1;
        var factor = norms.Norms[^1].Plus(AgainstZero).reciprocal().Times(maxNorm).clamp_max(limit);
        foreach (var gradient in Values)
        {
            gradient.mul_(factor);
        }
    }

    private Tensor Norms(double order)
    {
        var values = Values;
        return FusedSgdScript.Serves(values[0].device_type) ? FusedSgdScript.Norms(values, order) : SingleTensorSgd.Norms(values, order);
    }
}
