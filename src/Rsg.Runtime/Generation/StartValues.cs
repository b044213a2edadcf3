using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>Start values of the generator's parameters; docs/rsg.md gives the reasons.</summary>
internal sealed class StartValues(int seed) : IDisposable
{
    private readonly Generator generator = new(unchecked((ulong)seed), CPU);

    /// <summary>A of Eq. 1, N(0, 1): (C, D, K).</summary>
    public Tensor Linear(int classes, int channels, int centers) => Normal(1, classes, channels, centers);

    /// <summary>b of Eq. 1, 1: (C, K).</summary>
    public static Tensor Bias(int classes, int centers) => ones(classes, centers);

    /// <summary>The centers, 0: (C, K, D).</summary>
    public static Tensor Centers(int classes, int centers, int channels) => zeros(classes, centers, channels);

    /// <summary>A convolution, N(0, sqrt(2 / fan_in)), bias 0.</summary>
    public WeightAndBias Convolution(int outChannels, int inChannels, int kernel, bool bias = true) => new(
        Normal(Math.Sqrt(2.0 / (inChannels * kernel * kernel)), outChannels, inChannels, kernel, kernel),
        bias ? zeros(outChannels) : null);

    /// <summary>
    /// A* and b* of Eq. 2, bias 0. The released CIFAR code draws A* from N(0, 1), which starts the cross-entropy saturated;
    /// its larger networks draw from N(0, sqrt(2 / M)), and so does the paper's form here.
    /// </summary>
    public WeightAndBias ContrastiveHead(int channels, Form form) => new(
        Normal(form == Form.Released ? 1 : Math.Sqrt(2.0 / channels), 2, channels), zeros(2));

    public void Dispose() => generator.Dispose();

    private Tensor Normal(double deviation, params long[] shape) => randn(shape, generator: generator).mul_(deviation);
}
