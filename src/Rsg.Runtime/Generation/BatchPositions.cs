using System.Globalization;

namespace Rsg.Generation;

internal static class BatchPositions
{
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
