namespace Rsg;

/// <summary>The names of the published settings, of section 4 of the paper.</summary>
public static class Recipes
{
    /// <summary>CIFAR-10 and CIFAR-100, long-tailed.</summary>
    public const string CifarLongTailed = "cifar-lt";

    /// <summary>CIFAR-10 and CIFAR-100, step imbalance.</summary>
    public const string CifarStep = "cifar-step";

    /// <summary>ImageNet-LT.</summary>
    public const string ImageNetLongTailed = "imagenet-lt";

    /// <summary>Places-LT, fine-tuned.</summary>
    public const string PlacesLongTailed = "places-lt";

    /// <summary>iNaturalist 2018, 90 epochs.</summary>
    public const string INaturalist2018 = "inaturalist-2018";

    /// <summary>iNaturalist 2018, 180 epochs.</summary>
    public const string INaturalist2018Twice = "inaturalist-2018-2x";
}
