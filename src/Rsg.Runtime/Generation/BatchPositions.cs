using System.Globalization;
using Rsg.Balancing;

namespace Rsg.Generation;

/// <summary>Positions of samples in a batch, counted from 0.</summary>
internal static class BatchPositions
{
    /// <summary>The positions of the samples of frequent classes, and of those of rare ones; each ascending.</summary>
    public static (IReadOnlyList<long> Frequent, IReadOnlyList<long> Rare) ByGroup(ReadOnlySpan<long> labels, FrequentClasses frequentClasses)
    {
        var (frequent, rare) = (new List<long>(labels.Length), new List<long>(labels.Length));
        for (var i = 0; i < labels.Length; i++)
        {
            (frequentClasses.Contains((int)labels[i]) ? frequent : rare).Add(i);
        }

        return (frequent, rare);
    }

    /// <summary>Requires that all positions are in the batch.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static void Check(IReadOnlyList<long> positions, int batchSize, string meaning)
    {
        foreach (var position in positions)
        {
            if (position < 0 || position >= batchSize)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{meaning} is at position {position}; a batch of {batchSize} has positions 0 to {batchSize - 1}."));
            }
        }
    }
}
