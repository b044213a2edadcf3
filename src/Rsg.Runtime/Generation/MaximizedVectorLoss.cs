using Rsg.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The three terms of the maximized-vector loss (Eq. 6), each averaged over the new samples. Only T may learn from them.</summary>
internal static class MaximizedVectorLoss
{
    // Below this a vector has no direction worth a gradient, which would grow as one over the length.
    private const double ShortestLength = 1e-12;

    /// <summary>First term: sum over the vectors of |cos - 1|, a scalar.</summary>
    /// <remarks>
    /// A cosine is at most 1, so |cos - 1| is 1 - cos, which stays smooth where rounding puts the cosine above 1. The released
    /// code sums |u_i w_i - 1| over the C entries of the unit vectors u and w instead; no product exceeds 1, so that is C - cos.
    /// A vector of length zero has cosine 0 and no gradient.
    /// </remarks>
    /// <param name="transformed">Those of T(x_fd-freq).</param>
    /// <param name="rareDisplacement">Those of x_fd-rare, without gradient.</param>
    public static Tensor Direction(MapVectors transformed, MapVectors rareDisplacement)
    {
        var (lengths, targetLengths) = (transformed.Lengths, rareDisplacement.Lengths);
        using Scalar shortest = ShortestLength;
        var directed = lengths.gt(shortest).logical_and(targetLengths.gt(shortest));
        var product = where(directed, lengths * targetLengths, ones_like(lengths));
        var cosine = where(directed, (transformed.Values * rareDisplacement.Values).sum(1) / product, zeros_like(lengths));
        return cosine.neg().Plus(transformed.DirectionOffset).sum().DividedBy(transformed.SampleCount);
    }

    /// <summary>Second term: sum over the vectors of | ||T(x_fd-freq)|| - ||x_fd-freq|| |, a scalar.</summary>
    /// <param name="transformed">Those of T(x_fd-freq).</param>
    /// <param name="displacement">Those of x_fd-freq, without gradient.</param>
    public static Tensor Length(MapVectors transformed, MapVectors displacement) =>
        (transformed.Lengths - displacement.Lengths).abs().sum().DividedBy(transformed.SampleCount);

    /// <summary>Third term: -log of the probability that T(x_fd-freq) and x_freq are not of one class, a scalar.</summary>
    /// <param name="transformed">T(x_fd-freq): (N, D, H, W).</param>
    /// <param name="frequentMaps">x_freq: (N, D, H, W), without gradient.</param>
    /// <param name="parameters">The contrastive module, without gradient.</param>
    /// <param name="form">The paper has T(x_fd-freq) first in the concatenation, the released code x_freq.</param>
    /// <param name="finalRelu">Whether h ends in a ReLU.</param>
    public static Tensor Contrast(Tensor transformed, Tensor frequentMaps, ContrastiveParameters parameters, Form form, bool finalRelu)
    {
        var logits = form == Form.Paper
            ? ContrastiveModule.Logits(transformed, frequentMaps, parameters, finalRelu)
            : ContrastiveModule.Logits(frequentMaps, transformed, parameters, finalRelu);
        var notTheSame = zeros(logits.shape[0], dtype: ScalarType.Int64, device: logits.device);
        return nn.functional.cross_entropy(logits, notTheSame);
    }
}
