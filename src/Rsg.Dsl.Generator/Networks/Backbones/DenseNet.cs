using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The dense networks for ImageNet (Huang et al. 2017, Table 1): four dense blocks of bottlenecks, in which each layer appends 32 maps to
/// all that came before, and three transitions that halve channels and sides. Layout and names are torchvision's.
/// </summary>
/// <param name="depth">How many layers have weights.</param>
/// <param name="layers">How many layers each dense block has.</param>
internal sealed class DenseNet(int depth, params int[] layers) : IBackbone
{
    private const int Growth = 32;
    private const int BottleneckWidth = 4;

    private static readonly Initialization Start = new HeStart(DrawsLinear: false, ZeroesBiases: true);

    private static readonly Block DenseLayer = MakeDenseLayer();
    private static readonly Block Transition = MakeTransition();

    public string Name { get; } = "densenet" + Invariant.Text(depth);

    public Shape DefaultInput { get; } = Shape.Maps(3, 224, 224);

    /// <summary>The stem's two down-samplings round up, the three transitions down: from 29 on the last of them gets two rows.</summary>
    public int SmallestSide => 29;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, $"DenseNet-{Invariant.Text(depth)} (Huang et al. 2017)", input);
        network.Add(
            "stem",
            new Layer("features.conv0", new Conv2dOp(input.Channels, 2 * Growth, kernel: 7, stride: 2, padding: 3)),
            new Layer("features.norm0", new BatchNorm2dOp(2 * Growth)),
            Layer.Function(new ReluOp()),
            Layer.Function(PoolOp.Max(kernel: 3, stride: 2, padding: 1)));
        for (var i = 1; i <= layers.Length; i++)
        {
            var dense = "denseblock" + Invariant.Text(i);
            var channels = network.Output.Channels;
            network.AddStage(dense, new BlockStack(
                "features." + dense,
                [new BlockUse(DenseLayer, [channels + (BlockUse.Index * Growth), Growth], layers[i - 1])],
                ChildPrefix: "denselayer",
                FirstNumber: 1));
            if (i < layers.Length)
            {
                var transition = "transition" + Invariant.Text(i);
                channels = network.Output.Channels;
                network.Add(transition, new BlockInstance("features." + transition, Transition, [channels, channels / 2]));
            }
        }

        return network.End(
            "classifier",
            head,
            classes,
            Start,
            new Layer("features.norm5", new BatchNorm2dOp(network.Output.Channels)),
            Layer.Function(new ReluOp()),
            Layer.Function(new GlobalPoolOp()));
    }

    private static Block MakeDenseLayer()
    {
        var (inChannels, growth) = (Dim.Of("inChannels"), Dim.Of("growth"));
        var width = growth * BottleneckWidth;
        var main = Sequence.Of(
            new Layer("norm1", new BatchNorm2dOp(inChannels)),
            Layer.Function(new ReluOp()),
            new Layer("conv1", new Conv2dOp(inChannels, width, kernel: 1)),
            new Layer("norm2", new BatchNorm2dOp(width)),
            Layer.Function(new ReluOp()),
            new Layer("conv2", new Conv2dOp(width, growth, kernel: 3, padding: 1)));
        return new Block(
            "DenseLayer",
            "A 1x1 and a 3x3 convolution whose maps are appended to those that came in.",
            ["inChannels", "growth"],
            Branches.Of(Merge.Concat, new Branch("input", Sequence.Identity), new Branch("main", main)));
    }

    private static Block MakeTransition()
    {
        var (inChannels, outChannels) = (Dim.Of("inChannels"), Dim.Of("outChannels"));
        return new Block(
            "Transition",
            "A 1x1 convolution, and the mean of every two by two values.",
            ["inChannels", "outChannels"],
            Sequence.Of(
                new Layer("norm", new BatchNorm2dOp(inChannels)),
                Layer.Function(new ReluOp()),
                new Layer("conv", new Conv2dOp(inChannels, outChannels, kernel: 1)),
                Layer.Function(PoolOp.Average(kernel: 2, stride: 2))));
    }
}
