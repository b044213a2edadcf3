namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>From what a network's released or torchvision's code draws its first weights.</summary>
/// <param name="Convolution">The deviation of a convolution's weight (out, in of a group, height, width).</param>
/// <param name="Linear">The deviation of a linear weight (out, in).</param>
/// <param name="HasZeroBias">Whether the linear layer's bias starts at zero; otherwise it is uniform like PyTorch's.</param>
internal sealed record ExpectedStart(Func<long[], double> Convolution, Func<long[], double> Linear, bool HasZeroBias)
{
    /// <summary>The released CIFAR ResNets: kaiming_normal_ for both.</summary>
    public static readonly ExpectedStart CifarResNet = new(FanIn, FanIn, HasZeroBias: false);

    /// <summary>The released CIFAR ResNeXt: sqrt(2 / (k k out)), kaiming_normal_, bias 0.</summary>
    public static readonly ExpectedStart CifarResNeXt = new(FanOut, FanIn, HasZeroBias: true);

    /// <summary>The released DenseNet: sqrt(2 / (k k out)), bias 0.</summary>
    public static readonly ExpectedStart CifarDenseNet = new(FanOut, Uniform, HasZeroBias: true);

    /// <summary>torchvision's ResNets and the released ones: kaiming_normal_ with fan_out.</summary>
    public static readonly ExpectedStart ResNet = new(FanOut, Uniform, HasZeroBias: false);

    /// <summary>torchvision's DenseNets: kaiming_normal_, bias 0.</summary>
    public static readonly ExpectedStart DenseNet = new(FanIn, Uniform, HasZeroBias: true);

    /// <summary>torchvision's GoogLeNet: a normal distribution of 0.01 for both.</summary>
    public static readonly ExpectedStart GoogLeNet = new(static _ => 0.01, static _ => 0.01, HasZeroBias: false);

    private static double FanIn(long[] weight) => Math.Sqrt(2.0 / weight.Skip(1).Aggregate(1L, static (product, size) => product * size));

    private static double FanOut(long[] weight) => Math.Sqrt(2.0 / (weight[0] * weight[2] * weight[3]));

    /// <summary>U(-1 / sqrt(in), 1 / sqrt(in)), as PyTorch makes a linear layer.</summary>
    private static double Uniform(long[] weight) => 1 / Math.Sqrt(3.0 * weight[1]);
}
