using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

/// <summary>
/// Checks of drawn numbers, five standard errors wide: a right draw fails one of them with a probability of 6e-7, or 1e-6 for the tails.
/// </summary>
internal static class DrawnValues
{
    public static void AssertNormal(Tensor values, double deviation)
    {
        AssertMoments(values, deviation, kurtosis: 3);

        // A normal draw of this many numbers has one beyond three deviations; a uniform one has none beyond 1.8.
        Assert.True(values.numel() >= 5000);
        Assert.True(values.abs().max().item<float>() > 3 * deviation);
    }

    public static void AssertUniform(Tensor values, double bound)
    {
        AssertMoments(values, bound / Math.Sqrt(3), kurtosis: 1.8);
        Assert.True(values.numel() >= 5000);
        Assert.InRange(values.abs().max().item<float>(), 0.99 * bound, bound * (1 + 1e-6));
    }

    private static void AssertMoments(Tensor values, double deviation, double kurtosis)
    {
        var count = (double)values.numel();
        Assert.InRange(values.mean().item<float>() / deviation, -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
        var error = 5 * Math.Sqrt((kurtosis - 1) / (4 * count));
        Assert.InRange(values.std().item<float>() / deviation, 1 - error, 1 + error);
    }
}
