using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The dense networks for CIFAR (Huang et al. 2017): three dense blocks, in which each layer appends k maps to all that came before, and
/// two transitions. Layout and names are those of the released code, whose first convolution has 2k channels in either form.
/// </summary>
internal sealed class CifarDenseNet : IBackbone
{
    private const int DenseBlocks = 3;
    private const int BottleneckWidth = 4;

    private static readonly Initialization Start = new HeStart(CountsOutputs: true, DrawsLinear: false, ZeroesBiases: true);

    private static readonly Block SingleLayer = MakeSingleLayer();
    private static readonly Block Bottleneck = MakeBottleneck();
    private static readonly Block Transition = MakeTransition();

    private readonly string title;
    private readonly int growth;
    private readonly Block layer;
    private readonly int layers;
    private readonly int compression;

    private CifarDenseNet(string name, string title, int growth, Block layer, int layers, int compression)
    {
        (Name, this.title, this.growth, this.layer, this.layers, this.compression) = (name, title, growth, layer, layers, compression);
    }

    public string Name { get; }

    public Shape DefaultInput { get; } = Shape.Maps(3, 32, 32);

    /// <summary>Two pools by 2: a smaller image would leave the second nothing to pool.</summary>
    public int SmallestSide => 4;

    /// <summary>A network whose layers are one convolution each and whose transitions keep all channels.</summary>
    public static CifarDenseNet Plain(int depth, int growth) => new(
        "densenet" + Invariant.Text(depth), Title("DenseNet", depth, growth), growth, SingleLayer, (depth - 4) / 3, compression: 1);

    /// <summary>A network with bottlenecks, and with transitions that halve the channels.</summary>
    public static CifarDenseNet BottleneckCompressed(int depth, int growth) => new(
        "densenetbc" + Invariant.Text(depth), Title("DenseNet-BC", depth, growth), growth, Bottleneck, (depth - 4) / 6, compression: 2);

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, title, input);
        network.Add("stem", new Layer("conv1", new Conv2dOp(input.Channels, 2 * growth, kernel: 3, padding: 1)));
        for (var i = 1; i <= DenseBlocks; i++)
        {
            var dense = "dense" + Invariant.Text(i);
            var channels = network.Output.Channels;
            network.AddStage(dense, new BlockStack(dense, [new BlockUse(layer, [channels + (BlockUse.Index * growth), growth], layers)]));
            if (i < DenseBlocks)
            {
                var transition = "trans" + Invariant.Text(i);
                channels = network.Output.Channels;
                network.Add(transition, new BlockInstance(transition, Transition, [channels, channels / compression]));
            }
        }

        return network.End(
            "fc",
            head,
            classes,
            Start,
            new Layer("bn1", new BatchNorm2dOp(network.Output.Channels)),
            Layer.Function(new ReluOp()),
            Layer.Function(new GlobalPoolOp()));
    }

    private static string Title(string form, int depth, int growth)
        => $"{form}-{Invariant.Text(depth)} (k = {Invariant.Text(growth)}) for small images (Huang et al. 2017)";

    private static Block MakeSingleLayer()
    {
        var (inChannels, growth) = (Dim.Of("inChannels"), Dim.Of("growth"));
        return new Block(
            "SingleLayer",
            "A 3x3 convolution whose maps are appended to those that came in.",
            ["inChannels", "growth"],
            Append(
                new Layer("bn1", new BatchNorm2dOp(inChannels)),
                Layer.Function(new ReluOp()),
                new Layer("conv1", new Conv2dOp(inChannels, growth, kernel: 3, padding: 1))));
    }

    private static Block MakeBottleneck()
    {
        var (inChannels, growth) = (Dim.Of("inChannels"), Dim.Of("growth"));
        var width = growth * BottleneckWidth;
        return new Block(
            "Bottleneck",
            "A 1x1 and a 3x3 convolution whose maps are appended to those that came in.",
            ["inChannels", "growth"],
            Append(
                new Layer("bn1", new BatchNorm2dOp(inChannels)),
                Layer.Function(new ReluOp()),
                new Layer("conv1", new Conv2dOp(inChannels, width, kernel: 1)),
                new Layer("bn2", new BatchNorm2dOp(width)),
                Layer.Function(new ReluOp()),
                new Layer("conv2", new Conv2dOp(width, growth, kernel: 3, padding: 1))));
    }

    private static Block MakeTransition()
    {
        var (inChannels, outChannels) = (Dim.Of("inChannels"), Dim.Of("outChannels"));
        return new Block(
            "Transition",
            "A 1x1 convolution, and the mean of every two by two values.",
            ["inChannels", "outChannels"],
            Sequence.Of(
                new Layer("bn1", new BatchNorm2dOp(inChannels)),
                Layer.Function(new ReluOp()),
                new Layer("conv1", new Conv2dOp(inChannels, outChannels, kernel: 1)),
                Layer.Function(PoolOp.Average(kernel: 2, stride: 2))));
    }

    private static Branches Append(params Node[] layers)
        => Branches.Of(Merge.Concat, new Branch("input", Sequence.Identity), new Branch("main", Sequence.Of(layers)));
}
