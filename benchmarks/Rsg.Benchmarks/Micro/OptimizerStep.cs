using BenchmarkDotNet.Attributes;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Micro;

/// <summary>One update of ResNet-32's 95 parameters with momentum and weight decay: the trainer's, against TorchSharp's own.</summary>
public class OptimizerStep
{
    private Plain network = null!;
    private SGD optimizer = null!;
    private FusedSgd fused = null!;

    [GlobalSetup]
    public void MakeGradients()
    {
        network = new Plain();
        optimizer = torch.optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 2e-4);
        fused = new FusedSgd(network, 0.1, momentum: 0.9, weightDecay: 2e-4);
        using DisposeScope scope = NewDisposeScope();
        network.call(randn(2, 3, 32, 32)).sum().backward();
    }

    [Benchmark(Baseline = true)]
    public void TorchSgd() => optimizer.step();

    [Benchmark]
    public void Fused() => fused.Step();

    [GlobalCleanup]
    public void Free()
    {
        optimizer.Dispose();
        fused.Dispose();
        network.Dispose();
    }
}
