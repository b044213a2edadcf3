using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>First term of the CESC loss (Eq. 5).</summary>
internal static class CenterLoss
{
    /// <summary>
    /// Mean over the batch of sum_i gamma_i ||x - up(C_i)||^2, a scalar.
    /// </summary>
    /// <remarks>
    /// With m = ave(x), the cross term of ((x - m) + (m - c))^2 sums to zero over a map, so
    /// sum_hw (x - c)^2 = sum_hw (x - m)^2 + HW (m - c)^2. The first part does not depend on the center and gamma sums to 1:
    /// one pass over x and a (B, K, D) problem remain, exactly.
    /// </remarks>
    /// <param name="maps">x: (B, D, H, W), without gradient.</param>
    /// <param name="means">ave(x): (B, D).</param>
    /// <param name="gamma">(B, K), rows summing to 1.</param>
    /// <param name="rows">The row of each sample's class: (B) int64.</param>
    /// <param name="centers">A row a class: (U, K, D).</param>
    public static Tensor Compute(Tensor maps, Tensor means, Tensor gamma, Tensor rows, Tensor centers)
    {
        var area = maps.shape[2] * maps.shape[3];
        var spread = (maps - means.unsqueeze(-1).unsqueeze(-1)).ToPower(2).sum([1, 2, 3]);
        var distances = (means.unsqueeze(1) - centers.index_select(0, rows)).ToPower(2).sum(2);
        return spread.Plus((gamma * distances).sum(1).Times(area)).mean();
    }
}
