using System.Globalization;

namespace Rsg.Reporting.Drawing;

/// <summary>Round numbers for an axis.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>Multiples of 1, 2, 2.5 or 5 times a power of ten, so that the first is not above the least and the last not below the greatest number.</summary>
    public static double[] Linear(double least, double greatest, int about)
    {
        double range = greatest - least;
        if (!(range > 0) || !double.IsFinite(range))
        {
            range = Math.Max(Math.Abs(greatest), 1e-6);
            least = greatest - (range / 2);
            greatest = least + range;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(range / about)));
        double step = power * Steps.First(multiple => multiple * power * about >= range * 0.999);
        double first = Math.Floor((least / step) + 1e-9);
        double last = Math.Ceiling((greatest / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(tick => (first + tick) * step)];
    }

    /// <summary>Whole numbers among those, in a range of whole numbers: of epochs.</summary>
    public static int[] Whole(int least, int greatest, int about) =>
        [.. Linear(least, greatest, about).Where(tick => tick == Math.Floor(tick) && tick >= least && tick <= greatest).Select(tick => (int)tick)];

    /// <summary>Powers of ten around a range of positive numbers.</summary>
    public static double[] Logarithmic(double least, double greatest)
    {
        int first = (int)Math.Floor(Math.Log10(least));
        int last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(greatest)));
        return [.. Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power))];
    }

    public static string Text(double value) => Math.Abs(value) is >= 1e6 or (> 0 and < 1e-3)
        ? value.ToString("0.#e0", CultureInfo.InvariantCulture)
        : value.ToString("#,0.####", CultureInfo.InvariantCulture);
}
