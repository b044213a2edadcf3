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

    public static void Run(IReadOnlyCollection<string> options)
    {
        bool isQuick = options.Contains(Command.Quick);
        int rounds = isQuick ? 3 : 7;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; images per second, best and median of {rounds} rounds"));
        SmallImages(isQuick ? 10_240 : 25_600, rounds);
        JpegFiles(isQuick ? 256 : 512, rounds);
    }

    private static void SmallImages(int count, int rounds)
    {
        CifarPixels drawn = CifarPixels.Draw(count, seed: 1);
        InMemoryImages images = drawn.Images(CifarPixels.Preparation);

        Console.WriteLine($"{count} images of 3 x 32 x 32: pad 4, crop, mirror, normalise; batches of {BatchSize}");
        Compare(
            count,
            rounds,
            [
                ("BatchLoader, nothing ahead", () => ReadEpoch(Loader(images, workers: 1, prefetch: 0))),
                ("BatchLoader, 2 ahead", () => ReadEpoch(Loader(images, workers: 1, prefetch: 2))),
                ("TorchSharp's DataLoader, 1 worker", () => TorchLoader.ReadEpoch(drawn, BatchSize, workers: 1)),
                ("TorchSharp's DataLoader, 2 workers", () => TorchLoader.ReadEpoch(drawn, BatchSize, workers: 2)),
            ]);
    }

    private static void JpegFiles(int count, int rounds)
    {
        using var folder = new JpegFolder(count, width: 500, height: 375);
        byte[][] contents = [.. folder.Paths.Select(File.ReadAllBytes)];
        ImageFiles files = ImageFolder.Read(folder.Path, new ImagePreparation(3, 224, 224) { Crop = Crop.RandomResized });

        Console.WriteLine($"{count} JPEG files of 500 x 375, quality 90; to 3 x 224 x 224");
        Compare(
            count,
            rounds,
            [
                ("SkiaSharp alone, 1 thread", () => JpegFolder.DecodeAll(contents)),
                ("decoded, scaled, 1 worker", () => ReadEpoch(Loader(files, workers: 1, prefetch: 2, augment: false))),
                ("decoded, cropped, 1 worker", () => ReadEpoch(Loader(files, workers: 1, prefetch: 2))),
                ("decoded, cropped, all processors", () => ReadEpoch(Loader(files, Environment.ProcessorCount, prefetch: 2))),
            ]);
    }

    private static BatchLoader Loader(IImageDataset images, int workers, int prefetch, bool augment = true) =>
        new(images, BatchSize, shuffle: true, seed: 1, dropLast: false) { Workers = workers, Prefetch = prefetch, Augment = augment };

    private static void ReadEpoch(BatchLoader loader)
    {
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            batch.Dispose();
        }
    }

    private static void Compare(int count, int rounds, (string Name, Action Read)[] variants)
    {
        var rates = variants.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round <= rounds; round++)
        {
            for (int variant = 0; variant < variants.Length; variant++)
            {
                var clock = Stopwatch.StartNew();
                variants[variant].Read();
                if (round > 0)
                {
                    rates[variant].Add(count / clock.Elapsed.TotalSeconds);
                }
            }
        }

        for (int variant = 0; variant < variants.Length; variant++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {variants[variant].Name,-36} {rates[variant].Max(),10:F0} {Statistics.Median(rates[variant]),10:F0}"));
        }
    }
}
