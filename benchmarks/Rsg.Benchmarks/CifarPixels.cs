using Rsg.Balancing;
using Rsg.Benchmarks.Training;
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

    /// <summary>The images of each class in CIFAR-10-LT with ratio 100.</summary>
    public static ClassCounts LongTail { get; } = ClassCounts.LongTailed(Classes, maximum: 5000, ratio: 100);

    /// <summary>Padded crops, mirrored, normalised by the means and deviations of CIFAR-10.</summary>
    public static ImagePreparation Preparation => GeneratedResNet32.Preparation;

    /// <summary>Images whose classes take turns.</summary>
    public static CifarPixels Draw(int count, int seed) => Draw([.. Enumerable.Range(0, count).Select(image => image % Classes)], seed);

    /// <summary>Images of one class behind those of the other.</summary>
    /// <param name="classCounts">How many of each of the 10 classes.</param>
    /// <param name="seed">Decides the pixels.</param>
    public static CifarPixels Draw(ClassCounts classCounts, int seed) =>
        Draw([.. classCounts.SelectMany((count, label) => Enumerable.Repeat(label, count))], seed);

    public InMemoryImages Images(ImagePreparation preparation) => new(Pixels, Labels, Classes, preparation);

    private static CifarPixels Draw(int[] labels, int seed)
    {
        var pixels = new byte[labels.Length * Channels * Side * Side];
        new Random(seed).NextBytes(pixels);
        return new CifarPixels(pixels, labels);
    }
}
