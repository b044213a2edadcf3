using Rsg.Generation;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>The losses of one training step (Eq. 7), or their means over an epoch.</summary>
/// <param name="Total">L = L_cls + lambda1 CESC + lambda2 MV: what was minimised.</param>
/// <param name="Classification">L_cls, over real and generated samples.</param>
/// <param name="Cesc">The center estimation and sample contrastive loss (Eq. 5), before its weight; 0 without RSG.</param>
/// <param name="Mv">The maximized vector loss (Eq. 6), before its weight; 0 in phase 1 and without RSG.</param>
/// <param name="Generated">How many samples RSG generated: in the step, or in the whole epoch.</param>
public readonly record struct StepLosses(float Total, float Classification, float Cesc, float Mv, int Generated)
{
    /// <summary>The losses of a step without RSG.</summary>
    /// <param name="total">The classification loss, a scalar.</param>
    public static StepLosses Of(Tensor total)
    {
        ArgumentNullException.ThrowIfNull(total);
        var classification = total.item<float>();
        return new StepLosses(classification, classification, Cesc: 0, Mv: 0, Generated: 0);
    }

    /// <summary>The losses of a step with RSG.</summary>
    /// <param name="total">L of Eq. 7, a scalar.</param>
    /// <param name="classification">L_cls, a scalar.</param>
    /// <param name="batch">The batch behind RSG.</param>
    public static StepLosses Of(Tensor total, Tensor classification, AugmentedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // One tensor, because every read of one waits for the device.
        using var scope = NewDisposeScope();
        var values = stack([total.detach(), classification.detach(), batch.Cesc.detach(), batch.Mv.detach()]).cpu().data<float>();
        return new StepLosses(values[0], values[1], values[2], values[3], batch.GeneratedCount);
    }
}
