namespace Rsg;

/// <summary>How images become the network's input: what training does to them, and how they are normalised. The generated class has it as <c>Preparation</c>, which the readers of images take.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AugmentationAttribute : Attribute
{
    /// <summary>Which part of an image is seen in training. Default <see cref="Crop.None"/>: all of it.</summary>
    public Crop Crop { get; set; } = Crop.None;

    /// <summary>The black pixels on each side before a padded crop; not negative. Default 4.</summary>
    public int Padding { get; set; } = 4;

    /// <summary>Whether half of the training images are mirrored left to right. Default false.</summary>
    public bool HorizontalFlip { get; set; }

    /// <summary>How far brightness, contrast and saturation may change in training: 0.4 is a factor from 0.6 to 1.4; in [0, 1]. Default 0: not at all.</summary>
    public double ColorJitter { get; set; }

    /// <summary>The mean of each channel, of pixels from 0 to 1, which is taken away. Left out: 0.</summary>
    public double[] Mean { get; set; } = [];

    /// <summary>The standard deviation of each channel, which pixels are divided by. Left out: 1.</summary>
    public double[] StandardDeviation { get; set; } = [];
}
