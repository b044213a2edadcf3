namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>What a network of the catalogue has to be: its layers, its classifier's name, and the numbers that were published for it.</summary>
internal sealed record ExpectedNetwork(string Name, int Side, Action<LayerTrace> Write, string Linear, string Cosine)
{
    /// <summary>The released networks for large images call their cosine classifier <c>fc_</c>, so that it never takes the weights of <c>fc</c>.</summary>
    private const string ReleasedCosine = "fc_";

    /// <summary>Every network, in the order of the catalogue.</summary>
    public static IReadOnlyList<ExpectedNetwork> All { get; } =
    [
        .. from depth in (int[])[8, 14, 20, 32, 44, 56, 110]
           select ForCifar(FormattableString.Invariant($"resnet{depth}"), "linear", trace => ExpectedCifarResNet.Write(trace, depth)),
        ForCifar("resnext29_8x64d", "classifier", static trace => ExpectedCifarResNeXt.Write(trace, depth: 29, groups: 8, groupWidth: 64)),
        ForCifar("densenet40", "fc", static trace => ExpectedCifarDenseNet.Write(trace, depth: 40, growth: 12, isBc: false)),
        ForCifar("densenetbc100", "fc", static trace => ExpectedCifarDenseNet.Write(trace, depth: 100, growth: 12, isBc: true)),
        ForCifar("densenetbc190", "fc", static trace => ExpectedCifarDenseNet.Write(trace, depth: 190, growth: 40, isBc: true)),
        ForCifar("densenetbc250", "fc", static trace => ExpectedCifarDenseNet.Write(trace, depth: 250, growth: 24, isBc: true)),
        ForCifar("simplecnn", "fc", ExpectedSimpleCnn.Write),
        ForImageNet("resnet10", static trace => ExpectedResNet.WriteBasic(trace, 1, 1, 1, 1)),
        ForImageNet("resnet18", static trace => ExpectedResNet.WriteBasic(trace, 2, 2, 2, 2)),
        ForImageNet("resnet34", static trace => ExpectedResNet.WriteBasic(trace, 3, 4, 6, 3)),
        ForImageNet("resnet50", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 4, 6, 3)),
        ForImageNet("resnet101", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 4, 23, 3)),
        ForImageNet("resnet152", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 1, groupWidth: 64, 3, 8, 36, 3)),
        ForImageNet("resnext50_32x4d", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 32, groupWidth: 4, 3, 4, 6, 3)),
        ForImageNet("resnext101_32x8d", static trace => ExpectedResNet.WriteBottleneck(trace, groups: 32, groupWidth: 8, 3, 4, 23, 3)),
        ForImageNet("densenet121", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 24, 16)) with { Linear = "classifier", Cosine = "classifier" },
        ForImageNet("densenet169", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 32, 32)) with { Linear = "classifier", Cosine = "classifier" },
        ForImageNet("densenet201", static trace => ExpectedDenseNet.Write(trace, growth: 32, 6, 12, 48, 32)) with { Linear = "classifier", Cosine = "classifier" },
        ForImageNet("googlenet", ExpectedGoogLeNet.Write) with { Cosine = "fc" },
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

    private static ExpectedNetwork ForCifar(string name, string classifier, Action<LayerTrace> write) => new(name, 32, write, classifier, classifier);

    private static ExpectedNetwork ForImageNet(string name, Action<LayerTrace> write) => new(name, 224, write, "fc", ReleasedCosine);
}
