namespace Rsg.Dsl.Networks.Backbones;

/// <summary>Every network that has a name. A new family is a file beside this one and a row here.</summary>
internal static class BackboneCatalogue
{
    private static readonly IReadOnlyList<IBackbone> All =
    [
        new CifarResNet(8),
        new CifarResNet(14),
        new CifarResNet(20),
        new CifarResNet(32),
        new CifarResNet(44),
        new CifarResNet(56),
        new CifarResNet(110),
        new CifarResNeXt(29, groups: 8, width: 64),
        CifarDenseNet.Plain(40, growth: 12),
        CifarDenseNet.BottleneckCompressed(100, growth: 12),
        CifarDenseNet.BottleneckCompressed(190, growth: 40),
        CifarDenseNet.BottleneckCompressed(250, growth: 24),
        new SimpleCnn(),
        ResNet.OfBasicBlocks(10, 1, 1, 1, 1),
        ResNet.OfBasicBlocks(18, 2, 2, 2, 2),
        ResNet.OfBasicBlocks(34, 3, 4, 6, 3),
        ResNet.OfBottlenecks(50, 3, 4, 6, 3),
        ResNet.OfBottlenecks(101, 3, 4, 23, 3),
        ResNet.OfBottlenecks(152, 3, 8, 36, 3),
        ResNet.OfGroupedBottlenecks(50, groups: 32, width: 4, 3, 4, 6, 3),
        ResNet.OfGroupedBottlenecks(101, groups: 32, width: 8, 3, 4, 23, 3),
        new DenseNet(121, 6, 12, 24, 16),
        new DenseNet(169, 6, 12, 32, 32),
        new DenseNet(201, 6, 12, 48, 32),
        new GoogLeNet(),
    ];

    public static IEnumerable<string> Names => All.Select(static backbone => backbone.Name);

    public static IBackbone? Find(string name) => All.FirstOrDefault(backbone => backbone.Name == name);
}
