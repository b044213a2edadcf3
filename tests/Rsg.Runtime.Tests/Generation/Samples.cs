using Rsg.Balancing;
using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>Small batches and generators for the tests of the generator.</summary>
internal static class Samples
{
    public const int Channels = 4;
    public const int Classes = 5;

    /// <summary>Classes 0 and 1 of five are frequent.</summary>
    public static FrequentClasses Frequent { get; } = new(Classes, [0, 1]);

    public static Tensor Maps(int batchSize, int height = 3, int width = 3, int seed = 1)
    {
        using var random = new Generator((ulong)seed, CPU);
        return randn([batchSize, Channels, height, width], dtype: ScalarType.Float64, generator: random);
    }

    public static Tensor Labels(params long[] labels) => tensor(labels);

    /// <summary>A generator in float64 whose centers are not zero, so that nothing vanishes by chance.</summary>
    public static RareSampleGenerator Generator(RareSampleGeneratorOptions? options = null, int seed = 3)
    {
        var generator = new RareSampleGenerator(
            Channels, Frequent, (options ?? new RareSampleGeneratorOptions()) with { Centers = 3, ContrastiveChannels = 6 }, seed);
        generator.to(ScalarType.Float64);
        using var withoutGradient = no_grad();
        using var random = new Generator(7, CPU);
        var centers = generator.get_parameter("centers")!;
        centers.copy_(randn(centers.shape, dtype: ScalarType.Float64, generator: random));
        return generator;
    }

    public static bool IsContrastive(string name) => name.StartsWith("contrastive", StringComparison.Ordinal);

    public static bool IsTransformation(string name) => name.StartsWith("vec_transformation", StringComparison.Ordinal);

    /// <summary>Names of the parameters that have a gradient.</summary>
    public static IEnumerable<string> WithGradient(RareSampleGenerator generator) =>
        generator.named_parameters().Where(parameter => parameter.parameter.grad is not null).Select(parameter => parameter.name);
}
