using Rsg.Data;

namespace Rsg.Benchmarks;

/// <summary>Noise in the shape of CIFAR: a step costs the same whatever the pixels are.</summary>
/// <param name="Pixels">N x 3 x 32 x 32 bytes.</param>
/// <param name="Labels">The N classes, of 10.</param>
internal sealed record CifarPixels(byte[] Pixels, int[] Labels)
{
    public const int Classes = 10;
    public const int Side = 32;
    public const int Channels = 3;

    /// <summary>The means and deviations of CIFAR-10.</summary>
    public static ChannelStatistics Statistics { get; } = new([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]);

    public static CifarPixels Draw(int count, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[count * Channels * Side * Side];
        random.NextBytes(pixels);
        return new CifarPixels(pixels, [.. Enumerable.Range(0, count).Select(image => image % Classes)]);
    }
}
