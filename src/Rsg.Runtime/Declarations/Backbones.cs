namespace Rsg;

/// <summary>The names of the catalogue, for completion in an editor. docs/backbones.md has their sizes and stages.</summary>
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

    /// <summary>CIFAR ResNeXt with 29 layers and 8 groups of 64 channels (Xie et al. 2017, section 5.3; Table 2 of the RSG paper).</summary>
    public const string ResNeXt29_8x64d = "resnext29_8x64d";

    /// <summary>CIFAR DenseNet with 40 layers and k = 12, with the 24 channels of the released code before its first block (Table 2 of the RSG paper).</summary>
    public const string DenseNet40 = "densenet40";

    /// <summary>CIFAR DenseNet-BC with 100 layers and k = 12 (Huang et al. 2017, Table 2).</summary>
    public const string DenseNetBC100 = "densenetbc100";

    /// <summary>CIFAR DenseNet-BC with 190 layers and k = 40 (Huang et al. 2017, Table 2).</summary>
    public const string DenseNetBC190 = "densenetbc190";

    /// <summary>CIFAR DenseNet-BC with 250 layers and k = 24 (Huang et al. 2017, Table 2).</summary>
    public const string DenseNetBC250 = "densenetbc250";

    /// <summary>A plain CNN of three convolutions for small images, as the RSG paper's Figure 1 draws one.</summary>
    public const string SimpleCnn = "simplecnn";

    /// <summary>ImageNet ResNet with 10 layers, one basic block a stage.</summary>
    public const string ResNet10 = "resnet10";

    /// <summary>ImageNet ResNet with 18 layers (He et al. 2016, Table 1).</summary>
    public const string ResNet18 = "resnet18";

    /// <summary>ImageNet ResNet with 34 layers (He et al. 2016, Table 1).</summary>
    public const string ResNet34 = "resnet34";

    /// <summary>ImageNet ResNet with 50 layers, in bottlenecks: the RSG paper's network for iNaturalist 2018.</summary>
    public const string ResNet50 = "resnet50";

    /// <summary>ImageNet ResNet with 101 layers, in bottlenecks (He et al. 2016, Table 1).</summary>
    public const string ResNet101 = "resnet101";

    /// <summary>ImageNet ResNet with 152 layers, in bottlenecks: the RSG paper's network for Places-LT.</summary>
    public const string ResNet152 = "resnet152";

    /// <summary>ImageNet ResNeXt with 50 layers and 32 groups of 4 channels: the RSG paper's network for ImageNet-LT.</summary>
    public const string ResNeXt50_32x4d = "resnext50_32x4d";

    /// <summary>ImageNet ResNeXt with 101 layers and 32 groups of 8 channels, as torchvision has it.</summary>
    public const string ResNeXt101_32x8d = "resnext101_32x8d";

    /// <summary>ImageNet DenseNet with 121 layers (Huang et al. 2017, Table 1).</summary>
    public const string DenseNet121 = "densenet121";

    /// <summary>ImageNet DenseNet with 169 layers (Huang et al. 2017, Table 1).</summary>
    public const string DenseNet169 = "densenet169";

    /// <summary>ImageNet DenseNet with 201 layers (Huang et al. 2017, Table 1).</summary>
    public const string DenseNet201 = "densenet201";

    /// <summary>GoogLeNet, the first Inception network, with batch normalisation and without auxiliary classifiers, as torchvision has it.</summary>
    public const string GoogLeNet = "googlenet";
}
