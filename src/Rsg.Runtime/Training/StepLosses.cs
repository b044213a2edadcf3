using System.Globalization;
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
    /// <exception cref="NotFiniteNumberException">The loss is infinite or not a number.</exception>
    public static StepLosses Of(Tensor total)
    {
        ArgumentNullException.ThrowIfNull(total);
        var classification = total.item<float>();
        return new StepLosses(classification, classification, Cesc: 0, Mv: 0, Generated: 0).RequireFinite();
    }

    /// <summary>The losses of a step with RSG.</summary>
    /// <param name="total">L of Eq. 7, a scalar.</param>
    /// <param name="classification">L_cls, a scalar.</param>
    /// <param name="batch">The batch behind RSG.</param>
    /// <exception cref="NotFiniteNumberException">A loss is infinite or not a number; the message says which, and what is to be tried.</exception>
    public static StepLosses Of(Tensor total, Tensor classification, AugmentedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // One tensor, because every read of one waits for the device.
        using var scope = NewDisposeScope();
        var values = stack([total.detach(), classification.detach(), batch.Cesc.detach(), batch.Mv.detach()]).cpu().data<float>();
        return new StepLosses(values[0], values[1], values[2], values[3], batch.GeneratedCount).RequireFinite();
    }

    private StepLosses RequireFinite()
    {
        Require(Classification, "classification", "Lower the learning rate, and check that no pixel is infinite or not a number.");
        Require(Cesc, "CESC", "It is a sum over the feature maps: lower CescWeight or the learning rate, or cut the network behind a later stage.");
        Require(Mv, "MV", "It is a sum over the feature maps: lower MvWeight or the learning rate of the second phase.");
        Require(Total, "total", "Lower the learning rate.");
        return this;

        static void Require(float loss, string name, string advice)
        {
            if (!float.IsFinite(loss))
            {
                throw new NotFiniteNumberException($"The {name} loss is {loss.ToString(CultureInfo.InvariantCulture)}; nothing was updated by this step. {advice}", loss);
            }
        }
    }
}
