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
    ];

    public static IEnumerable<string> Names => All.Select(static backbone => backbone.Name);

    public static IBackbone? Find(string name) => All.FirstOrDefault(backbone => backbone.Name == name);
}
