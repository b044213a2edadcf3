namespace Rsg;

/// <summary>Which part of an image a training read shows. Evaluation always shows the centre.</summary>
public enum Crop
{
    /// <summary>The centre, as in evaluation.</summary>
    None,

    /// <summary>A random window of the input's size in the image padded with black: the CIFAR experiments (He et al. 2016, section 4.2).</summary>
    Padded,

    /// <summary>
    /// A random window of 8 % to 100 % of the area and of a shape from 3:4 to 4:3, scaled to the input's size: the ImageNet experiments
    /// (Szegedy et al. 2015, section 6).
    /// </summary>
    RandomResized,
}
