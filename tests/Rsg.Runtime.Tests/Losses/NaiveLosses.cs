namespace Rsg.Runtime.Tests.Losses;

/// <summary>The losses written out from their papers: loops over doubles, probabilities as they are, nothing stable or shared.</summary>
internal static class NaiveLosses
{
    public static double CrossEntropy(double[,] z, long[] y, double[] w) => WeightedMean(y, w, n => -Math.Log(Softmax(z, n)[y[n]]));

    public static double Focal(double[,] z, long[] y, double[] w, double gamma) => Mean(y, n =>
    {
        double entropy = -w[y[n]] * Math.Log(Softmax(z, n)[y[n]]);
        return Math.Pow(1 - Math.Exp(-entropy), gamma) * entropy;
    });

    public static double ClassBalancedFocal(double[,] z, long[] y, double[] w, int[] counts, double beta, double gamma)
    {
        var effective = counts.Select(count => (1 - beta) / (1 - Math.Pow(beta, count))).ToArray();
        return Mean(y, n =>
        {
            double sum = 0;
            for (int c = 0; c < counts.Length; c++)
            {
                double p = 1 / (1 + Math.Exp(-z[n, c]));
                sum += c == y[n] ? -Math.Pow(1 - p, gamma) * Math.Log(p) : -Math.Pow(p, gamma) * Math.Log(1 - p);
            }

            return w[y[n]] * effective[y[n]] / effective.Sum() * counts.Length * sum;
        });
    }

    public static double Margins(double[,] z, long[] y, double[] w, double[] margins, double scale) => WeightedMean(y, w, n =>
    {
        double sum = 0;
        for (int c = 0; c < margins.Length; c++)
        {
            sum += Math.Exp(scale * (c == y[n] ? z[n, c] - margins[c] : z[n, c]));
        }

        return -Math.Log(Math.Exp(scale * (z[n, y[n]] - margins[y[n]])) / sum);
    });

    /// <summary>Balanced softmax as its paper writes it: the share of n_c e^z_c, with n_c to a power for the logit adjustment.</summary>
    public static double Balanced(double[,] z, long[] y, double[] w, int[] counts, double tau) => WeightedMean(y, w, n =>
    {
        double sum = 0;
        for (int c = 0; c < counts.Length; c++)
        {
            sum += Math.Pow(counts[c], tau) * Math.Exp(z[n, c]);
        }

        return -Math.Log(Math.Pow(counts[y[n]], tau) * Math.Exp(z[n, y[n]]) / sum);
    });

    private static double[] Softmax(double[,] z, int n)
    {
        var row = Enumerable.Range(0, z.GetLength(1)).Select(c => Math.Exp(z[n, c])).ToArray();
        return [.. row.Select(value => value / row.Sum())];
    }

    private static double Mean(long[] y, Func<int, double> lossOf) => Enumerable.Range(0, y.Length).Average(lossOf);

    private static double WeightedMean(long[] y, double[] w, Func<int, double> lossOf) =>
        Enumerable.Range(0, y.Length).Sum(n => w[y[n]] * lossOf(n)) / y.Sum(label => w[label]);
}
