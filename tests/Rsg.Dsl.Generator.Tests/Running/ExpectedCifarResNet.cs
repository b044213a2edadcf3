using System.Globalization;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>
/// A residual network for CIFAR counted by hand: 6n + 2 layers in three stages of n blocks, two 3x3 convolutions without bias and
/// two batch norms a block, shortcuts without parameters (He et al. 2016, section 4.2).
/// </summary>
internal sealed class ExpectedCifarResNet(string name, int channels, int classes)
{
    private static readonly string[] BatchNormParts = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];

    private readonly int blocks = (int.Parse(name["resnet".Length..], CultureInfo.InvariantCulture) - 2) / 6;

    /// <summary>Stem 9 C 16 + 2 * 16; a block from a to b channels 9 a b + 9 b b + 2 * 2 b; linear 64 classes + classes.</summary>
    public int ParameterCount =>
        (9 * channels * 16) + (2 * 16)
        + (blocks * Block(16, 16))
        + Block(16, 32) + ((blocks - 1) * Block(32, 32))
        + Block(32, 64) + ((blocks - 1) * Block(64, 64))
        + (64 * classes) + classes;

    /// <summary>The names that PyTorch's module of this structure has, in order.</summary>
    public IEnumerable<string> StateNames
    {
        get
        {
            string[] linear = ["linear.weight", "linear.bias"];
            var inBlocks =
                from stage in Enumerable.Range(1, 3)
                from block in Enumerable.Range(0, blocks)
                from number in Enumerable.Range(1, 2)
                from layer in ConvolutionAndNorm(number)
                select FormattableString.Invariant($"layer{stage}.{block}.{layer}");
            return ConvolutionAndNorm(1).Concat(inBlocks).Concat(linear);
        }
    }

    /// <summary>Whether a state entry is kept, but not learned: the running statistics of a batch norm.</summary>
    public static bool IsBuffer(string entry) => BatchNormParts.Skip(2).Any(part => entry.EndsWith("." + part, StringComparison.Ordinal));

    /// <summary>Channels, height and width behind a part: the second and third stage halve each side, rounding up.</summary>
    public static long[] FeatureShape(string part, int height, int width)
    {
        var (features, halvings) = part switch
        {
            "stem" or "layer1" => (16, 0),
            "layer2" => (32, 1),
            "layer3" => (64, 2),
            _ => throw new ArgumentException($"There is no part '{part}'.", nameof(part)),
        };
        return [features, Halved(height, halvings), Halved(width, halvings)];
    }

    private static int Halved(int side, int times) => times == 0 ? side : Halved((side + 1) / 2, times - 1);

    private static int Block(int before, int after) => (9 * before * after) + (9 * after * after) + (2 * 2 * after);

    private static IEnumerable<string> ConvolutionAndNorm(int number)
    {
        yield return FormattableString.Invariant($"conv{number}.weight");
        foreach (var part in BatchNormParts)
        {
            yield return FormattableString.Invariant($"bn{number}.{part}");
        }
    }
}
