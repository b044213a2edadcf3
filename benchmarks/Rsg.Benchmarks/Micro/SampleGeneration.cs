using BenchmarkDotNet.Attributes;
using Rsg.Balancing;
using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Micro;

/// <summary>The RSG alone, forward, at the cut of ResNet-32: 128 maps of 32 x 16 x 16, 10 classes, 15 centers.</summary>
public class SampleGeneration
{
    private const int BatchSize = 128;
    private const int Channels = 32;
    private const int Side = 16;

    private RareSampleGenerator generator = null!;
    private Tensor maps = null!;
    private Tensor labels = null!;

    [Params(Form.Paper, Form.Released)]
    public Form Form { get; set; }

    [GlobalSetup]
    public void DrawBatch()
    {
        generator = new RareSampleGenerator(Channels, FrequentClasses.FromCounts(CifarPixels.LongTail, 0.2), new RareSampleGeneratorOptions { Form = Form }, seed: 1);
        maps = randn(BatchSize, Channels, Side, Side);
        labels = tensor(Enumerable.Range(0, BatchSize).Select(sample => (long)(sample % 10)).ToArray());
    }

    [Benchmark]
    public void Estimate()
    {
        using DisposeScope scope = NewDisposeScope();
        _ = generator.Estimate(maps, labels);
    }

    [Benchmark]
    public void Generate()
    {
        using DisposeScope scope = NewDisposeScope();
        _ = generator.Generate(maps, labels);
    }

    [GlobalCleanup]
    public void Free()
    {
        generator.Dispose();
        maps.Dispose();
        labels.Dispose();
    }
}
