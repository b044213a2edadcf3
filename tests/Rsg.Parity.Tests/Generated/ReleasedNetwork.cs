namespace Rsg.Parity.Tests.Generated;

/// <summary>A constructor of the released code: the network of the catalogue that it stands for, and where the generator is in it.</summary>
public sealed record ReleasedNetwork(string Name, string Cut, bool IsAlwaysNormed = false)
{
    private static readonly Dictionary<string, ReleasedNetwork> ByConstructor = new(StringComparer.Ordinal)
    {
        ["resnet32"] = new("resnet32", "Stage = 2"),
        ["resnet56"] = new("resnet56", "Stage = 2"),
        ["resnet110"] = new("resnet110", "Stage = 2"),
        ["resnext29_8_64"] = new("resnext29_8x64d", "Stage = 2"),

        // Behind the transition, which is one down-sampling later than in all others.
        ["densenet40_12"] = new("densenet40", "After = \"trans2\""),

        ["resnet50"] = new("resnet50", "Stage = 3", IsAlwaysNormed: true),
        ["resnet152"] = new("resnet152", "Stage = 3", IsAlwaysNormed: true),
        ["resnext50_32x4d"] = new("resnext50_32x4d", "Stage = 3", IsAlwaysNormed: true),
    };

    /// <summary>The network that a constructor makes.</summary>
    public static ReleasedNetwork Of(string constructor)
    {
        if (!ByConstructor.TryGetValue(constructor, out var network))
        {
            Assert.Fail($"Which network of the catalogue '{constructor}' makes is not written down; known are {string.Join(", ", ByConstructor.Keys)}.");
        }

        return network;
    }

    /// <summary>Its declaration, without a place for the generator.</summary>
    public string Backbone(int classes, int side, bool usesNorm)
    {
        var head = usesNorm || IsAlwaysNormed ? Head.Cosine : Head.Linear;
        return FormattableString.Invariant($"Backbone(\"{Name}\", Classes = {classes}, Height = {side}, Width = {side}, Head = Head.{head})");
    }
}
