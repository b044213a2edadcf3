using BenchmarkDotNet.Attributes;
using Rsg.Data;

namespace Rsg.Benchmarks.Micro;

/// <summary>One image of CIFAR's size made ready for training, and one for evaluation.</summary>
public class ReadingOneImage
{
    private const int Size = 3 * 32 * 32;

    private readonly float[] target = new float[Size];
    private readonly Random random = new(1);
    private InMemoryImages images = null!;

    [GlobalSetup]
    public void Fill()
    {
        var pixels = new byte[Size];
        random.NextBytes(pixels);
        var statistics = new ChannelStatistics([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]);
        images = new InMemoryImages(
            pixels, [0], 2, new ImagePreparation(3, 32, 32) { Crop = Crop.Padded, HorizontalFlip = true, Statistics = statistics });
    }

    [Benchmark]
    public void CroppedMirroredNormalised() => images.Read(0, target, random);

    [Benchmark(Baseline = true)]
    public void NormalisedOnly() => images.Read(0, target, null);
}
