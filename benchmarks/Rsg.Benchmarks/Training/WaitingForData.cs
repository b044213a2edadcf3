using System.Diagnostics;
using System.Globalization;
using Rsg.Benchmarks.Data;
using Rsg.Benchmarks.Processes;
using Rsg.Data;

namespace Rsg.Benchmarks.Training;

/// <summary>The share of a training's time in which it waits for its next batch: ResNet-32 from images in memory, and from JPEG files of 500 x 375.</summary>
internal static class WaitingForData
{
    public const string Work = "waiting for data";

    private const string FromFiles = "JPEG files";
    private const string FromMemory = "images in memory";
    private const string Share = "share";

    public static void Measure(int steps)
    {
        foreach (string source in new[] { FromMemory, FromFiles })
        {
            string count = steps.ToString(CultureInfo.InvariantCulture);
            Measurement measurement = MeasuredProcess.Run(Work, [count, source], new Dictionary<string, string?>());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{source,-20} {measurement.Figures[Share] * 100,8:F2} % of {steps} steps waited for data, {measurement.Figures[StepMeter.ImagesPerSecond]:F0} images/s"));
        }
    }

    /// <param name="arguments">How many steps count, and where images come from.</param>
    public static void Run(string[] arguments)
    {
        var meter = new StepMeter(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        if (arguments[1] == FromMemory)
        {
            Train(CifarPixels.Draw(meter.Images, seed: 1).Images(CifarPixels.Preparation), meter);
            return;
        }

        using var folder = new JpegFolder(meter.Images, width: 500, height: 375);
        Train(ImageFolder.Read(folder.Path, CifarPixels.Preparation with { Crop = Crop.RandomResized }), meter);
    }

    private static void Train(IImageDataset images, StepMeter meter)
    {
        using var network = new GeneratedResNet32();
        using var trainer = new GeneratedResNet32.Trainer(network, CifarPixels.Draw(StepMeter.BatchSize, seed: 1).Images(CifarPixels.Preparation));
        var loader = new BatchLoader(images, StepMeter.BatchSize, shuffle: true, seed: 0, dropLast: false);
        trainer.StartEpoch(0);
        using IEnumerator<Batch> batches = loader.ReadEpoch(0).GetEnumerator();
        var waiting = new Stopwatch();
        var total = new Stopwatch();
        for (int step = 0; ; step++)
        {
            if (step == StepMeter.WarmUp)
            {
                total.Start();
                waiting.Reset();
            }

            waiting.Start();
            bool isThere = batches.MoveNext();
            waiting.Stop();
            if (!isThere)
            {
                break;
            }

            using (Batch batch = batches.Current)
            {
                trainer.TrainStep(batch.Images, batch.Labels);
            }

            meter.EndStep();
        }

        Report.Figure(Share, waiting.Elapsed / total.Elapsed);
    }
}
