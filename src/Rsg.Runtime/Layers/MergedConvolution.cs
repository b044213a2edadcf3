using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>The weights of a convolution that does the work of a batch normalisation behind it, in double precision, so that merging rounds once.</summary>
/// <remarks>
/// In evaluation mode the two together are W x and then (W x + b - mean) g / sqrt(var + eps) + beta, which is a convolution with
/// W' = W g / sqrt(var + eps) and b' = beta + (b - mean) g / sqrt(var + eps).
/// </remarks>
internal readonly record struct MergedConvolution(Tensor Weight, Tensor Bias)
{
    /// <summary>Merges the two; on the CPU, since not every device has double precision.</summary>
    /// <param name="weight">W, (M, C, H, W).</param>
    /// <param name="bias">b, (M); null for zeros.</param>
    /// <param name="scale">g, (M).</param>
    /// <param name="shift">beta, (M).</param>
    /// <param name="mean">The running mean, (M).</param>
    /// <param name="variance">The running variance, (M).</param>
    /// <param name="epsilon">eps.</param>
    public static MergedConvolution Of(Tensor weight, Tensor? bias, Tensor scale, Tensor shift, Tensor mean, Tensor variance, double epsilon)
    {
        var factor = Exact(scale) / (Exact(variance) + epsilon).sqrt();
        var offset = Exact(shift) - (Exact(mean) * factor);
        if (bias is not null)
        {
            offset += Exact(bias) * factor;
        }

        return new MergedConvolution(Exact(weight) * factor.view(-1, 1, 1, 1), offset);
    }

    private static Tensor Exact(Tensor tensor) => tensor.to(ScalarType.Float64, CPU);
}
