using System.Diagnostics;
using System.Globalization;
using Rsg.Benchmarks.Processes;
using Rsg.Benchmarks.Training;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Inference;

/// <summary>Forwards of one network in evaluation mode and without gradients, at several batch sizes.</summary>
internal static class Predicting
{
    public const string HandWritten = "hand-written inference";
    public const string Generated = "generated inference";
    public const string Folded = "folded inference";

    public static readonly int[] BatchSizes = [1, 32, 128];

    private const int WarmUp = 3;

    public static void RunHandWritten(string[] arguments)
    {
        TorchLibraries.Load();
        Measure(new HandWrittenResNet32(), arguments);
    }

    public static void RunGenerated(string[] arguments) => Measure(new GeneratedResNet32(), arguments);

    public static void RunFolded(string[] arguments)
    {
        using var network = new GeneratedResNet32();
        Measure(network.Folded(), arguments);
    }

    /// <summary>What the median of the batches of a size is called, in milliseconds.</summary>
    public static string Milliseconds(int batchSize) => batchSize.ToString(CultureInfo.InvariantCulture);

    /// <param name="network">The network, which is disposed.</param>
    /// <param name="arguments">How many milliseconds each batch size is measured, at least.</param>
    private static void Measure(nn.Module<Tensor, Tensor> network, string[] arguments)
    {
        var length = TimeSpan.FromMilliseconds(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        using nn.Module<Tensor, Tensor> measured = network;
        using var noGradient = no_grad();
        measured.eval();
        foreach (int batchSize in BatchSizes)
        {
            using Tensor images = randn(batchSize, CifarPixels.Channels, CifarPixels.Side, CifarPixels.Side);
            var times = new List<double>();
            var whole = Stopwatch.StartNew();
            for (int batch = 0; batch <= WarmUp || whole.Elapsed < length; batch++)
            {
                var clock = Stopwatch.StartNew();
                using (NewDisposeScope())
                {
                    _ = measured.call(images);
                }

                if (batch >= WarmUp)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }

            Report.Figure(Milliseconds(batchSize), Statistics.Median(times));
        }
    }
}
