using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>The norm of each gradient of a step, and from that whose is not finite.</summary>
/// <param name="Names">Whose they are.</param>
/// <param name="Norms">One of each, (P), on their device: infinite or not a number where a number of the gradient is.</param>
internal sealed record GradientNorms(IReadOnlyList<string> Names, Tensor Norms)
{
    /// <summary>1 where a gradient is not finite and nothing may be updated, else 0: a scalar on the device.</summary>
    public Tensor NotFinite() => Norms.isfinite().all().logical_not().to(ScalarType.Float32);

    /// <summary>What is to be thrown about the first gradient that is not finite; <see langword="null"/> where all are finite. Waits for the device.</summary>
    public NotFiniteNumberException? Failure()
    {
        using var scope = NewDisposeScope();
        var norms = Norms.cpu().to(ScalarType.Float64).data<double>().ToArray();
        var first = Array.FindIndex(norms, norm => !double.IsFinite(norm));
        return first < 0 ? null : new(
            $"The gradient of {Names[first]} is not finite, though the losses are; no weight was updated by this step, but batch norms have seen its images. "
            + "Lower the learning rate, and look for what has no finite slope between there and the loss, such as a square root at 0.",
            norms[first]);
    }
}
