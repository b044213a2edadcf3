using System.Buffers;

namespace Rsg.Data;

/// <summary>Lends buffers. Those of huge images are not kept, since one such image in a million should not cost its memory for good.</summary>
internal static class LargeBuffer
{
    private const int LargestKept = 1 << 24;

    public static byte[] Rent(int length) =>
        length <= LargestKept ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestKept)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
