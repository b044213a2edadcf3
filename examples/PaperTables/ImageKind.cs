namespace PaperTables;

/// <summary>The images that a table of the paper is about.</summary>
internal enum ImageKind
{
    /// <summary>CIFAR-10 or CIFAR-100, made imbalanced.</summary>
    Cifar,

    /// <summary>iNaturalist 2018.</summary>
    INaturalist2018,

    /// <summary>Places-LT.</summary>
    PlacesLT,

    /// <summary>ImageNet-LT.</summary>
    ImageNetLT,
}
