using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Rsg.Benchmarks.Processes;
using Rsg.Benchmarks.Training;
using Rsg.Native;
using Rsg.Onnx;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Inference;

/// <summary>Forwards of one network in evaluation mode and without gradients, at several batch sizes.</summary>
internal static class Predicting
{
    public const string HandWritten = "hand-written inference";
    public const string Generated = "generated inference";
    public const string Folded = "folded inference";
    public const string OnnxRuntime = "ONNX inference";

    public static readonly int[] BatchSizes = [1, 32, 128];

    private const int WarmUp = 3;

    public static void RunHandWritten(string[] arguments)
    {
        TorchLibraries.Load();
        using var network = new HandWrittenResNet32();
        Measure(network, arguments);
    }

    public static void RunGenerated(string[] arguments)
    {
        using var network = new GeneratedResNet32();
        Measure(network, arguments);
    }

    public static void RunFolded(string[] arguments)
    {
        using var network = new GeneratedResNet32();
        using GeneratedResNet32 folded = network.Folded();
        Measure(folded, arguments);
    }

    public static void RunOnnxRuntime(string[] arguments)
    {
        string file = Path.GetTempFileName();
        using (var network = new GeneratedResNet32())
        {
            network.ExportOnnx(file, new OnnxOptions { FoldBatchNorms = true });
        }

        using var session = new InferenceSession(file);
        File.Delete(file);
        using var options = new RunOptions();
        Measure(arguments, batchSize =>
        {
            var pixels = new float[batchSize * CifarPixels.Channels * CifarPixels.Side * CifarPixels.Side];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = Random.Shared.NextSingle();
            }

            OrtValue images = OrtValue.CreateTensorValueFromMemory(pixels, [batchSize, CifarPixels.Channels, CifarPixels.Side, CifarPixels.Side]);
            return () => session.Run(options, session.InputNames, [images], session.OutputNames).Dispose();
        });
    }

    /// <summary>What the median of the batches of a size is called, in milliseconds.</summary>
    public static string Milliseconds(int batchSize) => batchSize.ToString(CultureInfo.InvariantCulture);

    private static void Measure(nn.Module<Tensor, Tensor> network, string[] arguments)
    {
        using var noGradient = no_grad();
        network.eval();
        Measure(arguments, batchSize =>
        {
            Tensor images = randn(batchSize, CifarPixels.Channels, CifarPixels.Side, CifarPixels.Side);
            return () =>
            {
                using var scope = NewDisposeScope();
                _ = network.call(images);
            };
        });
    }

    /// <param name="arguments">How many milliseconds each batch size is measured, at least.</param>
    /// <param name="batchOf">Makes what predicts a batch of a size.</param>
    private static void Measure(string[] arguments, Func<int, Action> batchOf)
    {
        var length = TimeSpan.FromMilliseconds(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        foreach (int batchSize in BatchSizes)
        {
            Action predict = batchOf(batchSize);
            var times = new List<double>();
            var whole = Stopwatch.StartNew();
            for (int batch = 0; batch <= WarmUp || whole.Elapsed < length; batch++)
            {
                var clock = Stopwatch.StartNew();
                predict();
                if (batch >= WarmUp)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }

            Report.Figure(Milliseconds(batchSize), Statistics.Median(times));
        }
    }
}
