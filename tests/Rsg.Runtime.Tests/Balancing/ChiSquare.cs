namespace Rsg.Runtime.Tests.Balancing;

/// <summary>
/// Pearson's chi-square test. A test here fails by chance with a probability of 1e-6, if the seeds had not been fixed; as they are, it
/// passes or fails for good.
/// </summary>
internal static class ChiSquare
{
    private const double ErrorProbability = 1e-6;

    /// <summary>Holds counts of independent draws against the probabilities that they should have.</summary>
    public static void AssertDrawnFrom(double[] probabilities, int[] counts, string what)
    {
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        double draws = counts.Sum();
        Assert.True(probabilities.Min() * draws >= 5, "Too few draws for the test to hold.");
        double statistic = counts.Zip(probabilities, (count, probability) => Square(count - (draws * probability)) / (draws * probability)).Sum();
        AssertLikely(statistic, counts.Length - 1, what);
    }

    /// <summary>
    /// Holds counts against draws without replacement: in each of several rounds the same number of different ones, all choices equally
    /// likely. With q = drawn / n a count then has the variance rounds q (1 - q), and n / (n - 1) of it belongs to the n - 1 degrees of freedom.
    /// </summary>
    public static void AssertChosenEvenly(int rounds, int drawn, int[] counts, string what)
    {
        double n = counts.Length;
        double share = drawn / n;
        Assert.True(rounds * share * (1 - share) >= 5, "Too few draws for the test to hold.");
        double statistic = counts.Sum(count => Square(count - (rounds * share))) / (rounds * share * (1 - share) * n / (n - 1));
        AssertLikely(statistic, counts.Length - 1, what);
    }

    private static void AssertLikely(double statistic, int degreesOfFreedom, string what)
    {
        double probability = UpperTail(statistic, degreesOfFreedom);
        Assert.True(probability >= ErrorProbability, $"{what}: a chi-square of {statistic:F1} or more with {degreesOfFreedom} degrees of freedom has probability {probability:E1}.");
    }

    /// <summary>With an even number of degrees of freedom 2m: exp(-x/2) times the sum of (x/2)^i / i! for i below m.</summary>
    private static double UpperTail(double statistic, int degreesOfFreedom)
    {
        Assert.True(degreesOfFreedom % 2 == 0 && degreesOfFreedom > 0, "The closed form is for even degrees of freedom.");
        double sum = 0;
        double logTerm = -statistic / 2;
        for (int i = 0; i < degreesOfFreedom / 2; i++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log(statistic / 2) - Math.Log(i + 1);
        }

        return sum;
    }

    private static double Square(double value) => value * value;
}
