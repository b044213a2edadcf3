using BenchmarkDotNet.Attributes;
using Rsg.Data;

namespace Rsg.Benchmarks.Micro;

/// <summary>One image of CIFAR's size made ready for training, and one for evaluation.</summary>
public class ReadingOneImage
{
    private readonly float[] target = new float[CifarPixels.Channels * CifarPixels.Side * CifarPixels.Side];
    private readonly Random random = new(1);
    private InMemoryImages images = null!;

    [GlobalSetup]
    public void Fill() => images = CifarPixels.Draw(1, seed: 1).Images(CifarPixels.Preparation);

    [Benchmark]
    public void CroppedMirroredNormalised() => images.Read(0, target, random);

    [Benchmark(Baseline = true)]
    public void NormalisedOnly() => images.Read(0, target, null);
}
