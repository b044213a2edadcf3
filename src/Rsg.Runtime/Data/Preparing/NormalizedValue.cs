using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rsg.Data;

/// <summary>Makes input values of bytes by looking them up in a table of 256.</summary>
internal static class NormalizedValue
{
    private const int AtOnce = sizeof(ulong);

    // A byte cannot lie outside of 256 values; the compiler does not know that the table has as many.

    /// <summary>Looks up.</summary>
    /// <param name="source">Bytes.</param>
    /// <param name="values">What each of the 256 values becomes.</param>
    /// <param name="target">Where it goes; as long as the source.</param>
    public static void LookUp(ReadOnlySpan<byte> source, ReadOnlySpan<float> values, Span<float> target)
    {
        ref float table = ref MemoryMarshal.GetReference(values[..256]);
        int i = 0;
        for (; i <= Math.Min(source.Length, target.Length) - AtOnce; i += AtOnce)
        {
            // One load brings eight bytes, one store takes four values.
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(source[i..]);
            Four(ref table, (uint)bytes).CopyTo(target[i..]);
            Four(ref table, (uint)(bytes >> 32)).CopyTo(target[(i + 4)..]);
        }

        for (; i < source.Length && i < target.Length; i++)
        {
            target[i] = Unsafe.Add(ref table, source[i]);
        }
    }

    private static Vector128<float> Four(ref float table, uint bytes) => Vector128.Create(
        Unsafe.Add(ref table, (byte)bytes),
        Unsafe.Add(ref table, (byte)(bytes >> 8)),
        Unsafe.Add(ref table, (byte)(bytes >> 16)),
        Unsafe.Add(ref table, (byte)(bytes >> 24)));

    /// <summary>As <see cref="LookUp"/>, from the last byte to the first.</summary>
    public static void LookUpReversed(ReadOnlySpan<byte> source, ReadOnlySpan<float> values, Span<float> target)
    {
        ref float table = ref MemoryMarshal.GetReference(values[..256]);
        for (int i = 0; i < source.Length && i < target.Length; i++)
        {
            target[target.Length - 1 - i] = Unsafe.Add(ref table, source[i]);
        }
    }
}
