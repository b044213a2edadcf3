namespace Rsg.Runtime.Tests.Generation;

/// <summary>The equations written out, one loop an index, on flat arrays in double. Slow, and free of any identity.</summary>
internal static class NaiveFormulas
{
    /// <summary>First term of Eq. 5.</summary>
    public static double CenterTerm(double[,,,] x, long[] labels, double[,,] linear, double[,] bias, double[,,] centers)
    {
        var sum = 0.0;
        for (var n = 0; n < x.GetLength(0); n++)
        {
            var gamma = Gamma(x, n, (int)labels[n], linear, bias);
            for (var i = 0; i < gamma.Length; i++)
            {
                for (var d = 0; d < x.GetLength(1); d++)
                {
                    for (var j = 0; j < x.GetLength(2); j++)
                    {
                        for (var k = 0; k < x.GetLength(3); k++)
                        {
                            sum += gamma[i] * Math.Pow(x[n, d, j, k] - centers[labels[n], i, d], 2);
                        }
                    }
                }
            }
        }

        return sum / x.GetLength(0);
    }

    /// <summary>Eq. 1.</summary>
    public static double[] Gamma(double[,,,] x, int n, int label, double[,,] linear, double[,] bias)
    {
        var area = x.GetLength(2) * x.GetLength(3);
        var exponentials = new double[bias.GetLength(1)];
        for (var i = 0; i < exponentials.Length; i++)
        {
            var logit = bias[label, i];
            for (var d = 0; d < x.GetLength(1); d++)
            {
                for (var j = 0; j < x.GetLength(2); j++)
                {
                    for (var k = 0; k < x.GetLength(3); k++)
                    {
                        logit += linear[label, d, i] * x[n, d, j, k] / area;
                    }
                }
            }

            exponentials[i] = Math.Exp(logit);
        }

        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }

    /// <summary>Eq. 3 for one sample.</summary>
    public static double[,,] Displacement(double[,,,] x, int n, int label, double[,,] linear, double[,] bias, double[,,] centers)
    {
        var gamma = Gamma(x, n, label, linear, bias);
        var nearest = Array.IndexOf(gamma, gamma.Max());
        var result = new double[x.GetLength(1), x.GetLength(2), x.GetLength(3)];
        for (var d = 0; d < result.GetLength(0); d++)
        {
            for (var j = 0; j < result.GetLength(1); j++)
            {
                for (var k = 0; k < result.GetLength(2); k++)
                {
                    result[d, j, k] = x[n, d, j, k] - centers[label, nearest, d];
                }
            }
        }

        return result;
    }

    /// <summary>The vectors that the MV loss compares in one (D, H, W) block.</summary>
    public static IEnumerable<double[]> Vectors(double[,,] block, Form form)
    {
        var (channels, height, width) = (block.GetLength(0), block.GetLength(1), block.GetLength(2));
        if (form == Form.Paper)
        {
            for (var j = 0; j < height; j++)
            {
                for (var k = 0; k < width; k++)
                {
                    yield return [.. Enumerable.Range(0, channels).Select(d => block[d, j, k])];
                }
            }
        }
        else
        {
            foreach (var run in block.Cast<double>().Chunk(channels))
            {
                yield return run;
            }
        }
    }

    /// <summary>First term of Eq. 6 for one new sample; the released code sums |u_i w_i - 1| over the entries of the unit vectors.</summary>
    public static double Direction(double[,,] transformed, double[,,] rareDisplacement, Form form) =>
        Vectors(transformed, form).Zip(Vectors(rareDisplacement, form)).Sum(pair =>
        {
            var (u, w) = (Unit(pair.First), Unit(pair.Second));
            return form == Form.Paper
                ? Math.Abs(u.Zip(w).Sum(entry => entry.First * entry.Second) - 1)
                : u.Zip(w).Sum(entry => Math.Abs(entry.First * entry.Second - 1));
        });

    /// <summary>Second term of Eq. 6 for one new sample.</summary>
    public static double Length(double[,,] transformed, double[,,] displacement, Form form) =>
        Vectors(transformed, form).Zip(Vectors(displacement, form)).Sum(pair => Math.Abs(Norm(pair.First) - Norm(pair.Second)));

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    private static double[] Unit(double[] vector) => [.. vector.Select(value => value / Norm(vector))];
}
