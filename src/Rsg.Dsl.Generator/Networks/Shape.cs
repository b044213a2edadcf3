using System.Globalization;

namespace Rsg.Dsl.Networks;

/// <summary>The shape of one sample: feature maps (channels, height, width), or a vector, where height and width are missing.</summary>
internal sealed record Shape
{
    private Shape(int channels, int? height, int? width) => (Channels, Height, Width) = (channels, height, width);

    public int Channels { get; }

    public int? Height { get; }

    public int? Width { get; }

    /// <summary>How many values one channel has.</summary>
    public long Positions => (long)(Height ?? 1) * (Width ?? 1);

    public static Shape Maps(int channels, int height, int width) => new(channels, height, width);

    public static Shape Vector(int features) => new(features, null, null);

    /// <summary>The shape as PyTorch's docs write it, with N for the batch: <c>(N, 16, 32, 32)</c>.</summary>
    public override string ToString() => Height is null
        ? string.Format(CultureInfo.InvariantCulture, "(N, {0})", Channels)
        : string.Format(CultureInfo.InvariantCulture, "(N, {0}, {1}, {2})", Channels, Height, Width);
}
