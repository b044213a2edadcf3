using BenchmarkDotNet.Attributes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Micro;

/// <summary>One update of ResNet-32's 95 parameters by TorchSharp's own SGD with momentum and weight decay: what any other optimizer is compared with.</summary>
public class OptimizerStep
{
    private Plain network = null!;
    private SGD optimizer = null!;

    [GlobalSetup]
    public void MakeGradients()
    {
        network = new Plain();
        optimizer = torch.optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 2e-4);
        using DisposeScope scope = NewDisposeScope();
        network.call(randn(2, 3, 32, 32)).sum().backward();
    }

    [Benchmark]
    public void TorchSgd() => optimizer.step();

    [GlobalCleanup]
    public void Free()
    {
        optimizer.Dispose();
        network.Dispose();
    }
}
