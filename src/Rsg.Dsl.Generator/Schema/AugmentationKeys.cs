using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of how images become a network's input.</summary>
internal static class AugmentationKeys
{
    public static readonly Key Crop = Key.Word("crop", CropKind.None, "Which part of an image is seen in training: all of it, a window of the padded image (He et al. 2016), or one of random size and shape (Szegedy et al. 2015).");

    public static readonly Key Padding = Key.Whole("padding", 4, NumberRange.AtLeast(0).AtMost(1_024), "The black pixels on each side before a padded crop.")
        .OnlyWith(Crop, CropKind.Padded);

    public static readonly Key HorizontalFlip = Key.Flag("horizontalFlip", false, "Whether half of the training images are mirrored left to right.");

    public static readonly Key ColorJitter = Key.Number("colorJitter", 0, NumberRange.AtLeast(0).AtMost(1), "How far brightness, contrast and saturation may change in training: 0.4 is a factor from 0.6 to 1.4.");

    public static readonly Key Mean = Key.Numbers("mean", NumberRange.AtLeast(-1_000).AtMost(1_000), "The mean of each channel, of pixels from 0 to 1, which is taken away.") with { Otherwise = "0 for every channel" };

    public static readonly Key StandardDeviation = Key.Numbers("standardDeviation", NumberRange.Above(0).AtMost(1_000), "The standard deviation of each channel, which pixels are divided by.") with
    {
        Otherwise = "1 for every channel",
    };

    public static readonly EquatableArray<Key> All = [Crop, Padding, HorizontalFlip, ColorJitter, Mean, StandardDeviation];
}
