using System.Buffers.Binary;

namespace Rsg.Randomness;

/// <summary>
/// The SplitMix64 generator (Steele, Lea and Flood 2014), keyed by what is being drawn for, so that a draw depends neither on the order
/// of work nor on the .NET version: the sequence of <see cref="Random"/> itself is not promised across versions.
/// </summary>
internal sealed class SplitMix64 : Random
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong state;

    public SplitMix64(ulong state) => this.state = state;

    /// <summary>Where the sequence is: a generator that is given it goes on with the same numbers.</summary>
    public ulong State
    {
        get => state;
        set => state = value;
    }

    /// <summary>The order of an epoch.</summary>
    public static SplitMix64 ForOrder(int seed, int epoch) => new(Combine(Combine(Mix(1), seed), epoch));

    /// <summary>The augmentation of one sample in an epoch.</summary>
    public static SplitMix64 ForSample(int seed, int epoch, int index) => new(Combine(Combine(Combine(Mix(2), seed), epoch), index));

    /// <summary>What a sampler chooses for an epoch.</summary>
    public static SplitMix64 ForDraw(SamplerKey sampler, int seed, int epoch) => new(Combine(Combine(Combine(Mix(3), (int)sampler), seed), epoch));

    /// <summary>Which images of a class a random subset keeps.</summary>
    public static SplitMix64 ForSubset(int seed, int label) => new(Combine(Combine(Mix(4), seed), label));

    /// <summary>Which images of a class are held out for validation.</summary>
    public static SplitMix64 ForHoldOut(int seed, int label) => new(Combine(Combine(Mix(5), seed), label));

    /// <summary>Which samples of a batch the RSG pairs, and which it makes new ones of; one sequence over a whole training.</summary>
    public static SplitMix64 ForGeneration(int seed) => new(Combine(Mix(6), seed));

    public ulong NextUInt64() => Mix(state += GoldenGamma);

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (int)NextBelow((uint)maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : (int)(minValue + NextBelow((ulong)((long)maxValue - minValue)));
    }

    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (buffer.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            int length = Math.Min(word.Length, buffer.Length);
            word[..length].CopyTo(buffer);
            buffer = buffer[length..];
        }
    }

    /// <summary>
    /// Puts values drawn without replacement into the last places, every choice and order of them equally likely (Fisher-Yates); the others
    /// are left before them.
    /// </summary>
    /// <typeparam name="T">What is drawn.</typeparam>
    /// <param name="values">What is drawn from.</param>
    /// <param name="places">How many of the last places; all of them for a random order of the whole.</param>
    public void DrawIntoLast<T>(T[] values, int places)
    {
        for (int last = values.Length - 1; last >= values.Length - places; last--)
        {
            int chosen = Next(last + 1);
            (values[last], values[chosen]) = (values[chosen], values[last]);
        }
    }

    protected override double Sample() => NextDouble();

    /// <summary>Uniform in [0, bound): what would fall into the incomplete last interval is drawn again.</summary>
    private long NextBelow(ulong bound)
    {
        ulong incomplete = (0 - bound) % bound;
        ulong value;
        do
        {
            value = NextUInt64();
        }
        while (value < incomplete);
        return (long)(value % bound);
    }

    private static ulong Combine(ulong key, int part) => Mix((key ^ (uint)part) + GoldenGamma);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
