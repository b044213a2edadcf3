using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Rsg.Fuzzing;

/// <summary>Makes new inputs of old ones. The same seed makes the same inputs everywhere.</summary>
public sealed class Mutator(int seed, IReadOnlyList<string> words)
{
    private const int MostEdits = 6;
    private const int LongestInput = 1 << 16;

    private static readonly string[] Numbers =
        ["0", "-1", "1", "1.5", "1e999", "-0", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1152921504606846976", "99999999999999999999999999", "NaN"];

    private static readonly ulong[] Words64 = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1UL << 40, 1UL << 60, long.MaxValue, ulong.MaxValue];

    private readonly Random random = new(seed);

    /// <summary>A number below another.</summary>
    public int Below(int limit) => random.Next(limit);

    /// <summary>Changes an input in a few places.</summary>
    /// <param name="input">What is changed.</param>
    /// <param name="other">What pieces are taken from.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        byte[] changed = input;
        // One change alone gets past most checks; several may meet each other.
        for (int edits = random.Next(2) == 0 ? 1 : 1 + random.Next(MostEdits); edits > 0; edits--)
        {
            changed = Edit(changed, other);
        }

        return changed.Length <= LongestInput ? changed : changed[..LongestInput];
    }

    private byte[] Edit(byte[] input, byte[] other)
    {
        int at = Place(input);
        int length = random.Next(Math.Min(input.Length - at, 64) + 1);
        return random.Next(12) switch
        {
            0 => Replace(input, at, Math.Min(1, length), [(byte)random.Next(256)]),
            1 => Flip(input),
            2 => Replace(input, at, length, []),
            3 => Replace(input, Place(input), 0, input.AsSpan(at, length)),
            4 => Replace(input, at, length, Piece(other)),
            5 => input[..at],
            6 => Replace(input, at, sizeof(ulong), Word(sizeof(ulong))),
            7 => Replace(input, at, sizeof(uint), Word(sizeof(uint))),
            8 => OtherNumber(input),
            9 => Repeat(input, at, length),
            _ when words.Count > 0 => Replace(input, at, random.Next(3) == 0 ? length : 0, Encoding.UTF8.GetBytes(words[random.Next(words.Count)])),
            _ => Replace(input, at, 0, [(byte)random.Next(256)]),
        };
    }

    /// <summary>Somewhere, more often near the beginning: of a long file only its header decides anything.</summary>
    private int Place(byte[] input) => random.Next((random.Next(3) == 0 ? input.Length : Math.Min(input.Length, 1024)) + 1);

    private byte[] Flip(byte[] input)
    {
        if (input.Length == 0)
        {
            return input;
        }

        byte[] changed = [.. input];
        changed[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private byte[] Piece(byte[] other)
    {
        int from = random.Next(other.Length + 1);
        return other[from..(from + random.Next(Math.Min(other.Length - from, 256) + 1))];
    }

    /// <summary>A number of a kind that readers trip over, in either order of bytes.</summary>
    private byte[] Word(int size)
    {
        var bytes = new byte[sizeof(ulong)];
        ulong value = Words64[random.Next(Words64.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            return bytes[..size];
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes[^size..];
    }

    /// <summary>Puts another number in the place of one that is written in digits.</summary>
    private byte[] OtherNumber(byte[] input)
    {
        int start = Place(input);
        while (start < input.Length && !char.IsAsciiDigit((char)input[start]))
        {
            start++;
        }

        int end = start;
        while (end < input.Length && char.IsAsciiDigit((char)input[end]))
        {
            end++;
        }

        string number = random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : random.Next(300).ToString(CultureInfo.InvariantCulture);
        return Replace(input, start, end - start, Encoding.ASCII.GetBytes(number));
    }

    private byte[] Repeat(byte[] input, int at, int length)
    {
        byte[] piece = input[at..(at + length)];
        var repeated = new List<byte>();
        for (int times = 1 << random.Next(11); times > 0 && repeated.Count < LongestInput; times--)
        {
            repeated.AddRange(piece);
        }

        return Replace(input, at, 0, repeated.ToArray());
    }

    private static byte[] Replace(byte[] input, int at, int length, ReadOnlySpan<byte> by) => [.. input.AsSpan(0, at), .. by, .. input.AsSpan(Math.Min(input.Length, at + length))];
}
