namespace Rsg;

/// <summary>The names of the catalogue, for completion in an editor.</summary>
public static class Backbones
{
    /// <summary>CIFAR ResNet with 8 layers (n = 1): the smallest of the family, for quick trials.</summary>
    public const string ResNet8 = "resnet8";

    /// <summary>CIFAR ResNet with 14 layers (n = 2).</summary>
    public const string ResNet14 = "resnet14";

    /// <summary>CIFAR ResNet with 20 layers (n = 3; He et al. 2016, section 4.2).</summary>
    public const string ResNet20 = "resnet20";

    /// <summary>CIFAR ResNet with 32 layers (n = 5), the network of most of the RSG paper's CIFAR tables.</summary>
    public const string ResNet32 = "resnet32";

    /// <summary>CIFAR ResNet with 44 layers (n = 7).</summary>
    public const string ResNet44 = "resnet44";

    /// <summary>CIFAR ResNet with 56 layers (n = 9; Table 2 of the RSG paper).</summary>
    public const string ResNet56 = "resnet56";

    /// <summary>CIFAR ResNet with 110 layers (n = 18; Table 2 of the RSG paper).</summary>
    public const string ResNet110 = "resnet110";
}
