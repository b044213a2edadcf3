using Rsg.Balancing;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Draws what it was given, in every epoch, and may promise another number.</summary>
internal sealed class ListSampler(int[] drawn, int? promised = null) : ISampler
{
    public int CountAt(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return promised ?? drawn.Length;
    }

    public int[] Draw(int epoch) => [.. drawn];
}
