namespace Rsg.Data;

/// <summary>How images become a network's input: what is cut out of them, what is varied in training, and what they are normalised with.</summary>
/// <remarks>
/// <para>
/// Evaluation scales an image so that its shorter side is <see cref="ShorterSide"/>, cuts out the centre, and normalises. Training cuts out
/// what <see cref="Crop"/> says, mirrors half of the images (<see cref="HorizontalFlip"/>), varies their colours
/// (<see cref="ColorJitter"/>), and normalises; every choice comes from the random source of that read, in this order.
/// </para>
/// <para>
/// Pixels stay bytes until they are normalised, and are rounded where Pillow rounds them, so that an image is prepared as
/// torchvision prepares a Pillow image. Scaling is bilinear with antialiasing.
/// </para>
/// </remarks>
public sealed record ImagePreparation
{
    // The usual evaluation of ImageNet networks: 224 of 256 pixels (Krizhevsky et al. 2012; He et al. 2016, section 3.4).
    private const double EvaluatedSide = 224;
    private const double ScaledSide = 256;

    private readonly Crop crop;
    private readonly int padding = 4;
    private readonly double colorJitter;
    private readonly ChannelStatistics? statistics;
    private readonly int? shorterSide;

    /// <summary>Takes the size of the network's input.</summary>
    /// <param name="channels">1 (grey) or 3 (red, green, blue) for image files; any number from 1 for images in memory.</param>
    /// <param name="height">Height in pixels; at least 1.</param>
    /// <param name="width">Width in pixels; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public ImagePreparation(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Channels = channels;
        Height = height;
        Width = width;
    }

    /// <summary>Channels of the input.</summary>
    public int Channels { get; }

    /// <summary>Height of the input in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the input in pixels.</summary>
    public int Width { get; }

    /// <summary>Which part of an image a training read shows. Default <see cref="Crop.None"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public Crop Crop
    {
        get => crop;
        init => crop = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such crop.");
    }

    /// <summary>Black pixels on each side of the image before a <see cref="Crop.Padded"/> crop; at least 0. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The padding is negative.</exception>
    public int Padding
    {
        get => padding;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            padding = value;
        }
    }

    /// <summary>Whether training mirrors half of the images left to right. Wrong where left and right matter, as for digits.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>
    /// How far training varies brightness, contrast and saturation: each is multiplied, in a random order, by a factor drawn uniformly from
    /// [max(0, 1 - x), 1 + x] (Krizhevsky et al. 2012 began this; the definition is that of torchvision's ColorJitter(x, x, x)). 0: not at all.
    /// Grey images have no saturation.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    /// <exception cref="ArgumentException">It is not 0, and images have neither 1 nor 3 channels.</exception>
    public double ColorJitter
    {
        get => colorJitter;
        init
        {
            if (!double.IsFinite(value) || value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The color jitter must be a finite number of at least 0.");
            }

            if (value > 0 && Channels is not (1 or Luma.Channels))
            {
                throw new ArgumentException($"Only images of 1 or 3 channels have colors to jitter; these have {Channels}.", nameof(value));
            }

            colorJitter = value;
        }
    }

    /// <summary>What to normalise with; <see langword="null"/> only divides by 255.</summary>
    /// <exception cref="ArgumentException">The statistics are of another number of channels.</exception>
    public ChannelStatistics? Statistics
    {
        get => statistics;
        init => statistics = value is null || value.Means.Length == Channels
            ? value
            : throw new ArgumentException($"The images have {Channels} channels; the statistics are of {value.Means.Length}.", nameof(value));
    }

    /// <summary>
    /// What evaluation (and training with another crop than <see cref="Crop.RandomResized"/>) scales the shorter side of an image to before it
    /// cuts out the centre; at least the input's shorter side. <see langword="null"/>: with <see cref="Crop.RandomResized"/> the input's
    /// shorter side times 256 / 224, rounded; otherwise the input's shorter side itself, so that images of the input's size stay as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The side is shorter than the input's.</exception>
    public int? ShorterSide
    {
        get => shorterSide;
        init => shorterSide = value is null || value >= Math.Min(Height, Width)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"The shorter side must be at least that of the input, {Math.Min(Height, Width)}.");
    }

    /// <summary>The side that <see cref="ShorterSide"/> stands for where it was left out.</summary>
    internal int ScaledShorterSide
    {
        get
        {
            int side = Math.Min(Height, Width);
            return ShorterSide ?? (Crop == Crop.RandomResized ? (int)Math.Round(side * ScaledSide / EvaluatedSide) : side);
        }
    }
}
