using System.Diagnostics;
using System.Globalization;
using Rsg.Data;

namespace Rsg.Benchmarks.Data;

/// <summary>
/// How many images a second are made ready: padded crops of CIFAR's size against TorchSharp's own loader, and JPEG files against SkiaSharp's
/// decoder alone. The variants take turns; the first round does not count.
/// </summary>
internal static class DataBenchmark
{
    private const int BatchSize = 128;
    private const int JpegBatchSize = 64;
    private const int BatchesAhead = 2;

    // Those that need fresh memory, which later ones use again: two that wait, one that is being read, and one that was given out.
    private const int FirstBatches = BatchesAhead + 2;

    public static void Run(IReadOnlyCollection<string> options)
    {
        bool isQuick = options.Contains(Command.Quick);
        int rounds = isQuick ? 3 : 7;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; images per second, best and median of {rounds} rounds"));
        SmallImages(isQuick ? 10_240 : 25_600, rounds);
        JpegFiles(isQuick ? 1_024 : 2_048, rounds);
    }

    private static void SmallImages(int count, int rounds)
    {
        CifarPixels drawn = CifarPixels.Draw(count, seed: 1);
        InMemoryImages images = drawn.Images(CifarPixels.Preparation);

        Console.WriteLine($"{count} images of 3 x 32 x 32: pad 4, crop, mirror, normalise; batches of {BatchSize}");
        Compare(
            rounds,
            [
                ("BatchLoader, nothing ahead", () => Timed(count, () => ReadEpoch(images, prefetch: 0))),
                ("BatchLoader, 2 ahead", () => Timed(count, () => ReadEpoch(images, BatchesAhead))),
                ("TorchSharp's DataLoader, 1 worker", () => Timed(count, () => TorchLoader.ReadEpoch(drawn, BatchSize, workers: 1))),
                ("TorchSharp's DataLoader, 2 workers", () => Timed(count, () => TorchLoader.ReadEpoch(drawn, BatchSize, workers: 2))),
            ]);
    }

    private static void JpegFiles(int count, int rounds)
    {
        using var folder = new JpegFolder(count, width: 500, height: 375);
        byte[][] contents = [.. folder.Paths.Select(File.ReadAllBytes)];
        ImageFiles files = ImageFolder.Read(folder.Path, new ImagePreparation(3, 224, 224) { Crop = Crop.RandomResized });

        Console.WriteLine($"{count} JPEG files of 500 x 375, quality 90; to 3 x 224 x 224, batches of {JpegBatchSize}, without the first {FirstBatches} of an epoch");
        Compare(
            rounds,
            [
                ("SkiaSharp alone, 1 thread", () => Timed(count, () => JpegFolder.DecodeAll(contents))),
                ("decoded, scaled, 1 worker", () => SustainedRate(files, workers: 1, augment: false)),
                ("decoded, cropped, 1 worker", () => SustainedRate(files, workers: 1, augment: true)),
                ("decoded, cropped, all processors", () => SustainedRate(files, Environment.ProcessorCount, augment: true)),
            ]);
    }

    /// <summary>Images a second once the first batches are given out. Whoever asks waits for each batch, so that none is ahead when counting begins.</summary>
    private static double SustainedRate(ImageFiles files, int workers, bool augment)
    {
        var loader = new BatchLoader(files, JpegBatchSize, shuffle: true, seed: 1, dropLast: true) { Workers = workers, Prefetch = BatchesAhead, Augment = augment };
        var clock = new Stopwatch();
        int given = 0;
        int images = 0;
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            images += clock.IsRunning ? batch.Count : 0;
            batch.Dispose();
            given++;
            if (given == FirstBatches)
            {
                clock.Start();
            }
        }

        return images / clock.Elapsed.TotalSeconds;
    }

    private static double Timed(int count, Action read)
    {
        var clock = Stopwatch.StartNew();
        read();
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void ReadEpoch(InMemoryImages images, int prefetch)
    {
        var loader = new BatchLoader(images, BatchSize, shuffle: true, seed: 1, dropLast: false) { Workers = 1, Prefetch = prefetch };
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            batch.Dispose();
        }
    }

    private static void Compare(int rounds, (string Name, Func<double> Rate)[] variants)
    {
        var rates = variants.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round <= rounds; round++)
        {
            for (int variant = 0; variant < variants.Length; variant++)
            {
                double rate = variants[variant].Rate();
                if (round > 0)
                {
                    rates[variant].Add(rate);
                }
            }
        }

        for (int variant = 0; variant < variants.Length; variant++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {variants[variant].Name,-36} {rates[variant].Max(),10:F0} {Statistics.Median(rates[variant]),10:F0}"));
        }
    }
}
