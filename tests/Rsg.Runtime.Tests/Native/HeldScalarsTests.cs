using System.Diagnostics;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Native;

/// <summary>Numbers live until torch has read them. With TorchSharp's own operators torch throws in most runs of this test, where a collection frees a number under it; with held ones in none.</summary>
public sealed class HeldScalarsTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Numbers_outlive_collections_by_other_threads()
    {
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        try
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < Time)
            {
                using var scope = NewDisposeScope();
                var values = ones(4).Times(0.5).Plus(1.5).Plus(ones(4), 3).DividedBy(2.5).ToPower(2).Within(3.5, 4.5).AddInPlace(ones(4)).AddInPlace(ones(4), -0.5);
                Assert.Equal([4.5f, 4.5f, 4.5f, 4.5f], values.Plus(zeros(4)).data<float>());
            }
        }
        finally
        {
            await done.CancelAsync();
            await collecting;
        }
    }
}
