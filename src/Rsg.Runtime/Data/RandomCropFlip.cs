namespace Rsg.Data;

/// <summary>
/// The augmentation of the CIFAR experiments (He et al. 2016, section 4.2): pad with black on all sides, crop a random window of the
/// original size, then mirror it left to right in half of the cases.
/// </summary>
public sealed class RandomCropFlip
{
    /// <summary>Chooses the padding, and whether images are mirrored.</summary>
    /// <param name="padding">Black pixels added on each side before the crop; at least 0. Default 4.</param>
    /// <param name="horizontalFlip">Whether half of the images are mirrored. Wrong where left and right matter, as for digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding is negative.</exception>
    public RandomCropFlip(int padding = 4, bool horizontalFlip = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        Padding = padding;
        HorizontalFlip = horizontalFlip;
    }

    /// <summary>Black pixels added on each side before the crop.</summary>
    public int Padding { get; }

    /// <summary>Whether half of the images are mirrored.</summary>
    public bool HorizontalFlip { get; }

    /// <summary>Draws one window, in this order: top row, left column, mirrored or not.</summary>
    internal CropWindow Draw(Random random) => new(
        random.Next((2 * Padding) + 1) - Padding,
        random.Next((2 * Padding) + 1) - Padding,
        HorizontalFlip && random.Next(2) == 1);
}
