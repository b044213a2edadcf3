namespace Rsg.Optimization;

/// <summary>How SGD with momentum and weight decay moves a number whose gradient is zero.</summary>
/// <remarks>
/// PyTorch's step is g += lambda p; v = mu v + g; p -= eta v. With g = 0 before the decay it is linear in (p, v):
/// <code>
/// p' = (1 - eta lambda) p - eta mu v
/// v' =           lambda p +     mu v
/// </code>
/// so that n steps are the n-th power of one 2 x 2 matrix, the same for every number, as long as eta stays the same.
/// </remarks>
internal static class UntouchedMotion
{
    /// <summary>The powers of that matrix from the 0th to the n-th, each as the four numbers p from p, p from v, v from p, v from v.</summary>
    /// <param name="learningRate">eta.</param>
    /// <param name="rule">mu and lambda.</param>
    /// <param name="steps">n, not negative.</param>
    public static double[] Powers(double learningRate, SgdRule rule, int steps)
    {
        var (momentum, weightDecay) = rule;
        var powers = new double[4 * (steps + 1)];
        powers[0] = 1;
        powers[3] = 1;
        for (var i = 4; i < powers.Length; i += 4)
        {
            for (var from = 0; from < 2; from++)
            {
                var (value, velocity) = (powers[i - 4 + from], powers[i - 2 + from]);
                powers[i + from] = ((1 - (learningRate * weightDecay)) * value) - (learningRate * momentum * velocity);
                powers[i + 2 + from] = (weightDecay * value) + (momentum * velocity);
            }
        }

        return powers;
    }
}
