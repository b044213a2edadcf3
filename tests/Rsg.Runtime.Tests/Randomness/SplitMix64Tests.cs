using Rsg.Randomness;

namespace Rsg.Runtime.Tests.Randomness;

public sealed class SplitMix64Tests
{
    /// <summary>The first outputs for seed 1234567 as the algorithm's task page of Rosetta Code lists them.</summary>
    [Fact]
    public void Gives_the_published_sequence()
    {
        var random = new SplitMix64(1234567);

        ulong[] outputs = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];

        Assert.Equal<ulong>([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], outputs);
    }

    [Fact]
    public void Stays_within_the_bounds_that_are_asked_for()
    {
        var random = new SplitMix64(1);

        for (int draw = 0; draw < 1000; draw++)
        {
            Assert.InRange(random.Next(3), 0, 2);
            Assert.InRange(random.Next(-2, 2), -2, 1);
            Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(random.NextDouble(), 0, 1 - double.Epsilon);
            Assert.InRange(random.NextInt64(5), 0, 4);
        }

        Assert.Equal(0, random.Next(0));
        Assert.Equal(7, random.Next(7, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
    }

    [Fact]
    public void Every_key_has_a_sequence_of_its_own()
    {
        var first = new HashSet<ulong>();
        int keys = 0;
        foreach (int seed in new[] { -1, 0, 1 })
        {
            for (int epoch = 0; epoch < 20; epoch++)
            {
                Assert.True(first.Add(SplitMix64.ForOrder(seed, epoch).NextUInt64()));
                keys++;
                foreach (SamplerKey sampler in Enum.GetValues<SamplerKey>())
                {
                    Assert.True(first.Add(SplitMix64.ForDraw(sampler, seed, epoch).NextUInt64()));
                    keys++;
                }

                for (int index = 0; index < 20; index++)
                {
                    Assert.True(first.Add(SplitMix64.ForSample(seed, epoch, index).NextUInt64()));
                    keys++;
                }
            }
        }

        Assert.Equal(keys, first.Count);
    }

    [Fact]
    public void Fills_buffers_of_any_length()
    {
        var whole = new byte[24];
        new SplitMix64(3).NextBytes(whole);
        var part = new byte[11];
        new SplitMix64(3).NextBytes(part);

        Assert.Equal(whole[..11], part);
        Assert.Equal(3, whole.Chunk(8).Select(word => BitConverter.ToUInt64(word)).Distinct().Count());
    }
}
