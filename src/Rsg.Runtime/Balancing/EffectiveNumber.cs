namespace Rsg.Balancing;

/// <summary>Class weights from the effective number of samples, E_n = (1 - beta^n) / (1 - beta) (Cui et al., CVPR 2019).</summary>
public static class EffectiveNumber
{
    /// <summary>
    /// Weights proportional to 1 / E_n, scaled so that they sum to the number of classes. With <paramref name="beta"/> 0 all
    /// are exactly 1, which is how deferred re-weighting spells "not yet".
    /// </summary>
    /// <param name="counts">Training samples per class.</param>
    /// <param name="beta">In [0, 1).</param>
    /// <returns>One weight a class, in label order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not in [0, 1).</exception>
    public static double[] Weights(ClassCounts counts, double beta)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!(beta >= 0 && beta < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta must lie in [0, 1).");
        }

        var weights = counts.Select(count => (1 - beta) / (1 - Math.Pow(beta, count))).ToArray();
        var sum = weights.Sum();
        for (var label = 0; label < weights.Length; label++)
        {
            weights[label] = weights[label] / sum * weights.Length;
        }

        return weights;
    }
}
