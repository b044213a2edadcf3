using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>Center estimation (Eq. 1): which of its class's centers a sample belongs to.</summary>
internal static class CenterEstimation
{
    /// <summary>A_l ave(x) + b_l, the logits of gamma: (B, K).</summary>
    /// <param name="means">ave(x), the maps' means over H and W: (B, D).</param>
    /// <param name="rows">The row of each sample's class in what follows: (B) int64.</param>
    /// <param name="linear">A, a row a class: (U, D, K).</param>
    /// <param name="bias">b, a row a class: (U, K).</param>
    public static Tensor Logits(Tensor means, Tensor rows, Tensor linear, Tensor bias) =>
        means.unsqueeze(1).bmm(linear.index_select(0, rows)).squeeze(1).Plus(bias.index_select(0, rows));

    /// <summary>The nearest center of each sample, C_K of Eq. 3: (B, D). The largest logit is the largest gamma, without its rounding.</summary>
    public static Tensor Nearest(Tensor logits, Tensor rows, Tensor centers)
    {
        var center = rows.Times(centers.shape[1]).Plus(logits.argmax(1));
        return centers.flatten(0, 1).index_select(0, center);
    }

    /// <summary>The displacement x - up(C_K) (Eq. 3), for maps (N, D, H, W) and their nearest centers (N, D).</summary>
    public static Tensor Displacement(Tensor maps, Tensor nearest) => maps - nearest.unsqueeze(-1).unsqueeze(-1);
}
