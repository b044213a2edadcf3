using Rsg.Optimization;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Optimization;

/// <summary>TorchSharp gives a script the handle of a number that nothing holds any longer; a collection at the wrong moment frees it.</summary>
public sealed class FusedSgdScriptTests
{
    private const int Parameters = 400;

    [Fact]
    public async Task The_numbers_of_a_step_outlive_collections_during_it()
    {
        using var scope = NewDisposeScope();
        Tensor[] gradients = [.. Enumerable.Range(1, Parameters).Select(static i => full(2, 2, (float)i))];
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });

        for (var call = 0; call < 5_000; call++)
        {
            using var norms = FusedSgdScript.Norms(gradients, double.PositiveInfinity);
            if (call % 100 == 0)
            {
                Assert.Equal(Parameters, norms.max().item<float>());
            }
        }

        await done.CancelAsync();
        await collecting;
    }
}
