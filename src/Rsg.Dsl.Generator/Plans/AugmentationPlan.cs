using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>How images become the network's input.</summary>
/// <param name="Crop">Which part of a training image is seen.</param>
/// <param name="Padding">Black pixels on each side before a padded crop.</param>
/// <param name="HorizontalFlip">Whether half of the training images are mirrored.</param>
/// <param name="ColorJitter">How far brightness, contrast and saturation may change; 0 for not at all.</param>
/// <param name="Means">What is taken away from each channel; empty where nothing is.</param>
/// <param name="StandardDeviations">What each channel is divided by; empty where it is not.</param>
internal sealed record AugmentationPlan(
    CropKind Crop, int Padding, bool HorizontalFlip, double ColorJitter, EquatableArray<double> Means, EquatableArray<double> StandardDeviations);
