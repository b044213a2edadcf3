namespace Rsg.Balancing;

/// <summary>
/// Draws numbers with given weights in constant time, by the alias method (Walker 1977; made as by Vose 1991). A draw takes one uniform
/// integer and one uniform double.
/// </summary>
internal sealed class AliasTable
{
    private readonly double[] kept;
    private readonly int[] alias;

    /// <summary>Prepares the table.</summary>
    /// <param name="weights">The weight of each number from 0 on; positive and finite, of any sum.</param>
    public AliasTable(IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        kept = [.. weights.Select(weight => weight * weights.Count / sum)];
        alias = [.. Enumerable.Range(0, kept.Length)];

        var small = new Stack<int>(alias.Where(number => kept[number] < 1));
        var large = new Stack<int>(alias.Where(number => kept[number] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            int filled = small.Pop();
            int giver = large.Peek();
            alias[filled] = giver;
            kept[giver] -= 1 - kept[filled];
            if (kept[giver] < 1)
            {
                small.Push(large.Pop());
            }
        }

        // What is left differs from 1 by rounding only, and has no alias but itself.
    }

    /// <summary>Draws a number with a probability in proportion to its weight.</summary>
    public int Draw(Random random)
    {
        int number = random.Next(kept.Length);
        return random.NextDouble() < kept[number] ? number : alias[number];
    }
}
