using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Rsg.Data;

/// <summary>Makes things on a thread of its own, a few ahead of where they are wanted.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// Makes <paramref name="count"/> things in order. At any time at most <paramref name="ahead"/> wait, one is being made, and one was
    /// given out last. An exception comes out where the thing that it belongs to would. Ending the enumeration early stops the thread,
    /// waits for it and disposes what was not given out.
    /// </summary>
    /// <param name="count">How many things.</param>
    /// <param name="ahead">How many may wait; 0 makes each on the caller's thread, when it is asked for.</param>
    /// <param name="make">Makes the one of a number; is told when it is not wanted any more.</param>
    public static IEnumerable<T> Of<T>(int count, int ahead, Func<int, CancellationToken, T> make)
        where T : class, IDisposable =>
        ahead == 0
            ? Enumerable.Range(0, count).Select(number => make(number, CancellationToken.None))
            : OnOwnThread(count, ahead, make);

    private static IEnumerable<T> OnOwnThread<T>(int count, int ahead, Func<int, CancellationToken, T> make)
        where T : class, IDisposable
    {
        using var stop = new CancellationTokenSource();
        using var waiting = new BlockingCollection<Made<T>>(ahead);
        var thread = new Thread(() => MakeAll(count, make, waiting, stop.Token)) { IsBackground = true, Name = "Rsg batches" };
        thread.Start();
        try
        {
            foreach (Made<T> next in waiting.GetConsumingEnumerable())
            {
                next.Failure?.Throw();
                yield return next.Value!;
            }
        }
        finally
        {
            stop.Cancel();
            thread.Join();
            while (waiting.TryTake(out Made<T> left))
            {
                left.Value?.Dispose();
            }
        }
    }

    private static void MakeAll<T>(int count, Func<int, CancellationToken, T> make, BlockingCollection<Made<T>> waiting, CancellationToken stopped)
        where T : class, IDisposable
    {
        try
        {
            for (int number = 0; number < count; number++)
            {
                Made<T> made = Make(number, make, stopped);
                Hand(made, waiting, stopped);
                if (made.Failure is not null)
                {
                    break;
                }
            }
        }
        catch (Exception) when (stopped.IsCancellationRequested)
        {
            // Nobody waits for more, nor for what went wrong with it.
        }
        finally
        {
            waiting.CompleteAdding();
        }
    }

    private static Made<T> Make<T>(int number, Func<int, CancellationToken, T> make, CancellationToken stopped)
        where T : class, IDisposable
    {
        try
        {
            return new Made<T>(make(number, stopped), null);
        }
        catch (Exception failure) when (!stopped.IsCancellationRequested)
        {
            return new Made<T>(null, ExceptionDispatchInfo.Capture(failure));
        }
    }

    private static void Hand<T>(Made<T> made, BlockingCollection<Made<T>> waiting, CancellationToken stopped)
        where T : class, IDisposable
    {
        try
        {
            waiting.Add(made, stopped);
        }
        catch (OperationCanceledException)
        {
            made.Value?.Dispose();
            throw;
        }
    }

    private readonly record struct Made<T>(T? Value, ExceptionDispatchInfo? Failure)
        where T : class, IDisposable;
}
