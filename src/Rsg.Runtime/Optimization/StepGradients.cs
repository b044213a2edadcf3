using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>The gradients of one step, those of per-class rows included: what is looked at, and shortened, before anything moves.</summary>
/// <param name="named">Whose gradient; <see langword="null"/> for a parameter without one.</param>
internal sealed class StepGradients(IEnumerable<(string Name, Tensor? Gradient)> named)
{
    private readonly (string Name, Tensor? Gradient)[] gradients = [.. named.Where(entry => entry.Gradient is not null && entry.Gradient.numel() > 0)];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => gradients.Length == 0;

    private IEnumerable<string> Names => gradients.Select(entry => entry.Name);

    private Tensor[] Values => [.. gradients.Select(entry => entry.Gradient!)];

    /// <summary>How long each is, and last of all how long they are together; infinite, too, where a square is too large for the type.</summary>
    public GradientSizes Lengths()
    {
        var lengths = Norms(2);
        return new GradientSizes([.. Names, "all parameters together"], cat([lengths, linalg.vector_norm(lengths).reshape(1)]));
    }

    /// <summary>The largest number of each: infinite or not a number only where one of its numbers is, but on a CPU many times slower than the lengths.</summary>
    public GradientSizes Largest() => new([.. Names], Norms(double.PositiveInfinity));

    /// <summary>Makes all gradients together no longer than they may be, as torch.nn.utils.clip_grad_norm_ does.</summary>
    /// <param name="lengths">What <see cref="Lengths"/> gave.</param>
    /// <param name="longest">How long they may be.</param>
    public void Clip(GradientSizes lengths, double longest)
    {
        const double AgainstZero = 1e-6; // torch's
        var factor = (longest / (lengths.Sizes[^1] + AgainstZero)).clamp(max: 1);
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
