using Rsg.Data;
using Rsg.Randomness;

namespace Rsg.Runtime.Tests.Data;

public sealed class ColorVariationTests
{
    private const int Plane = 64;

    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 2, 0], [1, 0, 2], [2, 0, 1], [2, 1, 0]];

    [Fact]
    public void Brightness_multiplies()
    {
        // A multiple of 101 is cut off: 50.5 to 50; 300 to 255.
        Assert.Equal([50, 100, 0], Varied([101, 200, 0], brightness: 0.5f));
        Assert.Equal([150, 255, 0], Varied([100, 200, 0], brightness: 1.5f));
        Assert.Equal([0, 0, 0], Varied([101, 200, 7], brightness: 0));
    }

    [Fact]
    public void Contrast_moves_away_from_the_mean_grey_value()
    {
        // Two pixels, (100, 100, 100) and (200, 200, 200): the mean is 150.
        Assert.Equal([50, 250, 50, 250, 50, 250], Varied([100, 200, 100, 200, 100, 200], contrast: 2));
        Assert.Equal([150, 150, 150, 150, 150, 150], Varied([100, 200, 100, 200, 100, 200], contrast: 0));
        // One red pixel: its grey value is 0.299 * 255 = 76.2.
        Assert.Equal([76, 76, 76], Varied([255, 0, 0], contrast: 0));
        // One channel.
        Assert.Equal([50, 250], Varied([100, 200], contrast: 2, channels: 1));
    }

    [Fact]
    public void Saturation_moves_away_from_the_grey_value_of_each_pixel()
    {
        // (200, 100, 50) is 124.2 grey, and (0, 255, 0) is 149.7.
        Assert.Equal([124, 150, 124, 150, 124, 150], Varied([200, 0, 100, 255, 50, 0], saturation: 0));
        Assert.Equal([255, 0, 76, 255, 0, 0], Varied([200, 0, 100, 255, 50, 0], saturation: 2));
        Assert.Equal([200, 100], Varied([200, 100], saturation: 0, channels: 1));
    }

    /// <summary>In whole numbers a step of the three loses less than one; what is lost is enlarged by at most the factors of later steps (1.4 each).</summary>
    [Fact]
    public void All_three_are_applied_in_the_order_that_was_drawn()
    {
        var random = new Random(2);
        for (int attempt = 0; attempt < 300; attempt++)
        {
            var pixels = new byte[3 * Plane];
            random.NextBytes(pixels);
            float[] factors = [.. Enumerable.Range(0, 3).Select(_ => 0.6f + (0.8f * random.NextSingle()))];
            int order = attempt % 6;
            double[] expected = Array.ConvertAll(pixels, value => (double)value);
            foreach (int step in Orders[order])
            {
                expected = Step(expected, step, factors[step]);
            }

            new ColorVariation(factors[0], factors[1], factors[2], order).Apply(pixels, 3);

            for (int i = 0; i < pixels.Length; i++)
            {
                Assert.InRange(pixels[i], expected[i] - 4.5, expected[i] + 4.5);
            }
        }
    }

    /// <summary>6000 draws. Orders: chi-square with 5 degrees of freedom exceeds 36 with probability 1e-6. Means of factors: six standard deviations, 2e-9.</summary>
    [Theory]
    [InlineData(0.4, 0.6, 1.4)]
    [InlineData(1.5, 0, 2.5)]
    public void Orders_and_factors_are_uniform(double jitter, double low, double high)
    {
        const int Draws = 6000;
        var orders = new int[6];
        var sums = new double[3];
        for (int draw = 0; draw < Draws; draw++)
        {
            ColorVariation variation = ColorVariation.Draw(SplitMix64.ForSample(0, 0, draw), jitter);
            orders[variation.Order]++;
            float[] factors = [variation.Brightness, variation.Contrast, variation.Saturation];
            for (int i = 0; i < 3; i++)
            {
                Assert.InRange(factors[i], low, high);
                sums[i] += factors[i];
            }
        }

        double statistic = orders.Sum(count => Math.Pow(count - 1000, 2) / 1000);
        Assert.True(statistic < 36, $"The chi-square statistic is {statistic}.");
        double deviation = (high - low) / Math.Sqrt(12 * Draws);
        Assert.All(sums, sum => Assert.InRange(sum / Draws, ((low + high) / 2) - (6 * deviation), ((low + high) / 2) + (6 * deviation)));
    }

    private static byte[] Varied(byte[] pixels, float brightness = 1, float contrast = 1, float saturation = 1, int channels = 3)
    {
        new ColorVariation(brightness, contrast, saturation, 0).Apply(pixels, channels);
        return pixels;
    }

    /// <summary>One step of the definition in real numbers: towards or away from black, the mean grey value, or the own grey value.</summary>
    private static double[] Step(double[] pixels, int step, double factor)
    {
        double[] grey = [.. Enumerable.Range(0, Plane).Select(i => (0.299 * pixels[i]) + (0.587 * pixels[Plane + i]) + (0.114 * pixels[(2 * Plane) + i]))];
        return
        [
            .. Enumerable.Range(0, pixels.Length).Select(i =>
            {
                double from = step switch { 0 => 0, 1 => grey.Average(), _ => grey[i % Plane] };
                return Math.Clamp(from + (factor * (pixels[i] - from)), 0, 255);
            }),
        ];
    }
}
