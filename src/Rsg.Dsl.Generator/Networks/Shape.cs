using System.Globalization;

namespace Rsg.Dsl.Networks;

/// <summary>The shape of one sample: feature maps (channels, height, width), or a vector, where height and width are missing.</summary>
internal sealed record Shape
{
    private Shape(int channels, int? height, int? width) => (Channels, Height, Width) = (channels, height, width);

    public int Channels { get; }

    public int? Height { get; }

    public int? Width { get; }

    public bool IsMaps => Height is not null;

    /// <summary>How many values one channel has.</summary>
    public long Positions => (long)(Height ?? 1) * (Width ?? 1);

    public static Shape Maps(int channels, int height, int width) => new(channels, height, width);

    public static Shape Vector(int features) => new(features, null, null);

    /// <summary>The same shape, where it is maps.</summary>
    /// <exception cref="ShapeException">It is a vector.</exception>
    public Shape RequireMaps() => IsMaps ? this : throw new ShapeException($"a vector {this} arrives, but feature maps (N, C, H, W) are expected");

    /// <summary>The shape as PyTorch's docs write it, with N for the batch: <c>(N, 16, 32, 32)</c>.</summary>
    public override string ToString() => IsMaps
        ? string.Format(CultureInfo.InvariantCulture, "(N, {0}, {1}, {2})", Channels, Height, Width)
        : string.Format(CultureInfo.InvariantCulture, "(N, {0})", Channels);
}
