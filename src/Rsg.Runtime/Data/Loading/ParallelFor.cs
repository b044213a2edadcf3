using System.Runtime.ExceptionServices;

namespace Rsg.Data;

/// <summary>A loop over several threads that fails as the loop over one would.</summary>
internal static class ParallelFor
{
    /// <summary>
    /// Runs the body for 0 to <paramref name="count"/> - 1. Where it throws, all smaller numbers are run nevertheless, and the exception of
    /// the smallest that failed is thrown as it is.
    /// </summary>
    /// <param name="count">How many numbers there are.</param>
    /// <param name="workers">At most so many threads, of which the calling one is one; with 1 or less the numbers are run in order.</param>
    /// <param name="body">What is run; from several threads at once.</param>
    /// <param name="cancelled">Ends the loop early.</param>
    /// <exception cref="OperationCanceledException">The loop was ended early.</exception>
    public static void Run(int count, int workers, Action<int> body, CancellationToken cancelled)
    {
        if (workers <= 1)
        {
            for (int number = 0; number < count; number++)
            {
                cancelled.ThrowIfCancellationRequested();
                body(number);
            }

            return;
        }

        var failures = new ExceptionDispatchInfo?[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancelled };
        ParallelLoopResult result = Parallel.For(0, count, options, (number, loop) =>
        {
            try
            {
                body(number);
            }
            catch (Exception failure)
            {
                failures[number] = ExceptionDispatchInfo.Capture(failure);
                loop.Break();
            }
        });

        if (result.LowestBreakIteration is { } lowest)
        {
            failures[lowest]!.Throw();
        }
    }
}
