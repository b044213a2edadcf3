namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>What a network of the catalogue has to be: its layers, its classifier's name, and the numbers that were published for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Side">The side of the images that it was made for.</param>
/// <param name="SmallestSide">The smallest side that leaves its last down-sampling something.</param>
/// <param name="Write">Writes its layers down.</param>
/// <param name="Linear">The name of a linear classifier.</param>
/// <param name="Cosine">The name of a classifier that gives cosines.</param>
/// <param name="Start">How its weights start.</param>
internal sealed record ExpectedNetwork(string Name, int Side, int SmallestSide, Action<LayerTrace> Write, string Linear, string Cosine, ExpectedStart Start)
{
    /// <summary>The released networks for large images call their cosine classifier <c>fc_</c>, so that it never takes the weights of <c>fc</c>.</summary>
    private const string ReleasedCosine = "fc_";

    /// <summary>Every network, in the order of the catalogue.</summary>
    public static IReadOnlyList<ExpectedNetwork> All { get; } =
    [
        .. from depth in (int[])[8, 14, 20, 32, 44, 56, 110]
           select ForCifar(FormattableString.Invariant($"resnet{depth}"), "linear", ExpectedStart.CifarResNet, trace => ExpectedCifarResNet.Write(trace, depth)),
        ForCifar("resnext29_8x64d", "classifier", ExpectedStart.CifarResNeXt, static trace => ExpectedCifarResNeXt.Write(trace, depth: 29, groups: 8, groupWidth: 64)),
        ForCifar("densenet40", "fc", ExpectedStart.CifarDenseNet, static trace => ExpectedCifarDenseNet.Write(trace, depth: 40, growth: 12, isBc: false)),
        ForCifar("densenetbc100", "fc", ExpectedStart.CifarDenseNet, static trace => ExpectedCifarDenseNet.Write(trace, depth: 100, growth: 12, isBc: true)),
        ForCifar("densenetbc190", "fc", ExpectedStart.CifarDenseNet, static trace => ExpectedCifarDenseNet.Write(trace, depth: 190, growth: 40, isBc: true)),
        ForCifar("densenetbc250", "fc", ExpectedStart.CifarDenseNet, static trace => ExpectedCifarDenseNet.Write(trace, depth: 250, growth: 24, isBc: true)),
        ForCifar("simplecnn", "fc", ExpectedStart.CifarResNet, ExpectedSimpleCnn.Write),
        ResNet("resnet10", static trace => ExpectedResNet.WriteBasic(trace, 1, 1, 1, 1)),
        ResNet("resnet18", static trace => ExpectedResNet.WriteBasic(trace, 2, 2, 2, 2)),
        ResNet("resnet34", static trace => ExpectedResNet.WriteBasic(trace, 3, 4, 6, 3)),
        ResNet("resnet50", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 4, 6, 3)),
        ResNet("resnet101", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 4, 23, 3)),
        ResNet("resnet152", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 8, 36, 3)),
        ResNet("resnext50_32x4d", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 32, groupWidth: 4, 3, 4, 6, 3)),
        ResNet("resnext101_32x8d", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 32, groupWidth: 8, 3, 4, 23, 3)),
        DenseNet("densenet121", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 24, 16)),
        DenseNet("densenet169", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 32, 32)),
        DenseNet("densenet201", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 48, 32)),
        new("googlenet", 224, SmallestSide: 15, ExpectedGoogLeNet.Write, "fc", "fc", ExpectedStart.GoogLeNet),
    ];

    public static ExpectedNetwork Of(string name) => All.Single(network => network.Name == name);

    /// <summary>The images that it was made for.</summary>
    public Maps Input => new(3, Side, Side);

    /// <summary>The whole network for images of a shape, with its classifier.</summary>
    public LayerTrace Trace(Maps input, int classes, bool isCosine = false)
    {
        var trace = new LayerTrace(input);
        Write(trace);
        trace.Classifier(isCosine ? Cosine : Linear, classes, isCosine);
        return trace;
    }

    private static ExpectedNetwork ForCifar(string name, string classifier, ExpectedStart start, Action<LayerTrace> write) =>
        new(name, 32, SmallestSide: 4, write, classifier, classifier, start);

    private static ExpectedNetwork ResNet(string name, Action<LayerTrace> write) => new(name, 224, SmallestSide: 17, write, "fc", ReleasedCosine, ExpectedStart.ResNet);

    private static ExpectedNetwork DenseNet(string name, Action<LayerTrace> write) =>
        new(name, 224, SmallestSide: 29, write, "classifier", "classifier", ExpectedStart.DenseNet);
}
