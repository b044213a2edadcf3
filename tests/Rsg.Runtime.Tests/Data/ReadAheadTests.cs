using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class ReadAheadTests
{
    /// <summary>An exception that nobody waits for must not end the process, as one on a thread of its own does.</summary>
    [Fact]
    public void What_goes_wrong_after_the_loop_was_left_concerns_nobody()
    {
        IEnumerable<Thing> things = ReadAhead.Of(5, 1, (number, stopped) =>
        {
            if (number > 0)
            {
                stopped.WaitHandle.WaitOne();
                throw new IOException();
            }

            return new Thing();
        });

        Assert.False(things.First().IsDisposed);
    }

    /// <summary>The third was made, and waits for a place behind the second, when the loop is left.</summary>
    [Fact]
    public void What_was_not_given_out_is_disposed()
    {
        var made = new List<Thing>();
        using var third = new ManualResetEventSlim();
        IEnumerable<Thing> things = ReadAhead.Of(5, 1, (number, _) =>
        {
            var thing = new Thing();
            made.Add(thing);
            if (number == 2)
            {
                third.Set();
            }

            return thing;
        });

        foreach (Thing thing in things)
        {
            Assert.True(third.Wait(TimeSpan.FromSeconds(60)), "Nothing is made ahead.");
            break;
        }

        Assert.Equal([false, true, true], made.Select(thing => thing.IsDisposed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void All_are_given_out_in_order(int ahead)
    {
        Thing[] made = [.. Enumerable.Range(0, 20).Select(_ => new Thing())];

        Assert.Equal(made, ReadAhead.Of(20, ahead, (number, _) => made[number]));
        Assert.Empty(ReadAhead.Of(0, ahead, (number, _) => made[number]));
        Assert.All(made, thing => Assert.False(thing.IsDisposed));
    }

    private sealed class Thing : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
