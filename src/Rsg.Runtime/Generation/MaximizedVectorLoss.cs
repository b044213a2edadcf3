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
    /// <param name="transformed">T(x_fd-freq): (N, D, H, W).</param>
    /// <param name="rareDisplacement">x_fd-rare: (N, D, H, W), without gradient.</param>
    /// <param name="form">Which vectors are meant.</param>
    public static Tensor Direction(Tensor transformed, Tensor rareDisplacement, Form form)
    {
        var vectors = Vectors(transformed, form);
        var targets = Vectors(rareDisplacement, form);
        var lengths = Lengths(vectors);
        var targetLengths = Lengths(targets);
        var directed = lengths.gt(ShortestLength).logical_and(targetLengths.gt(ShortestLength));
        var product = where(directed, lengths * targetLengths, ones_like(lengths));
        var cosine = where(directed, (vectors * targets).sum(1) / product, zeros_like(lengths));
        var largest = form == Form.Released ? vectors.shape[1] : 1;
        return (largest - cosine).sum() / transformed.shape[0];
    }

    /// <summary>Second term: sum over the vectors of | ||T(x_fd-freq)|| - ||x_fd-freq|| |, a scalar.</summary>
    /// <param name="transformed">T(x_fd-freq): (N, D, H, W).</param>
    /// <param name="displacement">x_fd-freq: (N, D, H, W), without gradient.</param>
    /// <param name="form">Which vectors are meant.</param>
    public static Tensor Length(Tensor transformed, Tensor displacement, Form form)
    {
        var lengths = Lengths(Vectors(transformed, form));
        return (lengths - Lengths(Vectors(displacement, form))).abs().sum() / transformed.shape[0];
    }

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

    // The paper has one vector along the channels at each position; the released code takes runs of D consecutive entries of
    // the flattened (D, H, W) block, whatever they are. Either way a vector lies along dimension 1.
    private static Tensor Vectors(Tensor maps, Form form) => form == Form.Released ? maps.reshape(-1, maps.shape[1]) : maps;

    private static Tensor Lengths(Tensor vectors) => linalg.vector_norm(vectors, 2, [1]);
}
