using System.Runtime.InteropServices;

namespace Rsg.Data;

/// <summary>Finds out which paths of a list are there already. 16 bytes a path, and twice as many for a moment when it grows.</summary>
internal sealed class PathIndex
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const int BitsOfInt = 32;

    private readonly PathList paths;

    // The hash of a path above its number plus 1; 0 where there is none. Never more than half full.
    private ulong[] slots = new ulong[1024];
    private int count;

    public PathIndex(PathList paths) => this.paths = paths;

    /// <summary>Adds a path of the list, unless the same one was added before.</summary>
    /// <param name="number">Its number there.</param>
    /// <param name="first">The number of the one that was added first, of this path.</param>
    /// <returns>Whether it was added.</returns>
    public bool TryAdd(int number, out int first)
    {
        if (2 * (count + 1) > slots.Length)
        {
            Grow();
        }

        ReadOnlySpan<byte> path = paths.BytesOf(number);
        uint hash = HashOf(path);
        int slot = SlotOf(hash, slots);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            first = (int)(uint)slots[slot] - 1;
            if ((uint)(slots[slot] >> BitsOfInt) == hash && paths.BytesOf(first).SequenceEqual(path))
            {
                return false;
            }
        }

        slots[slot] = ((ulong)hash << BitsOfInt) | ((uint)number + 1);
        count++;
        first = number;
        return true;
    }

    private static uint HashOf(ReadOnlySpan<byte> path)
    {
        ulong hash = (ulong)path.Length;
        for (; path.Length >= sizeof(ulong); path = path[sizeof(ulong)..])
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(path));
        }

        foreach (byte value in path)
        {
            hash = Mix(hash ^ value);
        }

        return (uint)(hash >> BitsOfInt);
    }

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> BitsOfInt);
    }

    private static int SlotOf(uint hash, ulong[] slots) => (int)(hash & (uint)(slots.Length - 1));

    private void Grow()
    {
        var larger = new ulong[2 * slots.Length];
        foreach (ulong used in slots)
        {
            if (used != 0)
            {
                int slot = SlotOf((uint)(used >> BitsOfInt), larger);
                while (larger[slot] != 0)
                {
                    slot = (slot + 1) & (larger.Length - 1);
                }

                larger[slot] = used;
            }
        }

        slots = larger;
    }
}
