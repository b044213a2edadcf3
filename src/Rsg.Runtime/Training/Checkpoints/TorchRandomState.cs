using System.Buffers.Binary;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>
/// The state of torch's random numbers on the CPU as bytes: a Mersenne twister. torch ends the whole process on one that it refuses, and reads beyond the
/// twister's words on some that it takes, so that it is looked at before.
/// </summary>
internal static class TorchRandomState
{
    private const int Length = 5056;
    private const int LeftAt = 8;
    private const int SeededAt = 12;
    private const int NextAt = 16;
    private const int Words = 624;

    /// <summary>Whether torch can go on from a state that is as long as its own.</summary>
    public static bool CanBe(Tensor state)
    {
        ReadOnlySpan<byte> bytes = state.bytes;
        if (bytes.Length != Length)
        {
            return true; // of a torch with another generator, whose state is not known here
        }

        int left = BinaryPrimitives.ReadInt32LittleEndian(bytes[LeftAt..]);
        ulong next = BinaryPrimitives.ReadUInt64LittleEndian(bytes[NextAt..]);

        // The words that are left are read from the next one on; the last of them makes new ones instead.
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[SeededAt..]) == 1 && left is >= 1 and <= Words && next <= (ulong)(Words + 1 - left);
    }
}
