using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// GoogLeNet, the first Inception network (Szegedy et al. 2015, Table 1), with batch normalisation behind every convolution and without
/// the auxiliary classifiers. Layout and names are torchvision's, and so is the 3x3 convolution where the paper has 5x5.
/// </summary>
internal sealed class GoogLeNet : IBackbone
{
    private const double Epsilon = 1e-3;
    private const double Deviation = 0.01;
    private const double Dropout = 0.2;

    private static readonly Block Convolution = MakeConvolution();
    private static readonly Block Inception = MakeInception();

    public string Name => "googlenet";

    public Shape DefaultInput { get; } = Shape.Maps(3, 224, 224);

    /// <summary>As torchvision says: from here on the third pool still has two rows.</summary>
    public int SmallestSide => 15;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, "GoogLeNet, Inception v1 with batch normalisation (Szegedy et al. 2015)", input);
        network.Add(
            "stem",
            new BlockInstance("conv1", Convolution, [input.Channels, 64, 7, 2]),
            MaxPool(kernel: 3),
            new BlockInstance("conv2", Convolution, [64, 64, 1, 1]),
            new BlockInstance("conv3", Convolution, [64, 192, 3, 1]),
            MaxPool(kernel: 3));

        // The widths of the paper's Table 1: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection.
        network.AddStage(
            "inception3",
            Module("inception3a", 192, 64, 96, 128, 16, 32, 32),
            Module("inception3b", 256, 128, 128, 192, 32, 96, 64));
        network.Add("maxpool3", MaxPool(kernel: 3));
        network.AddStage(
            "inception4",
            Module("inception4a", 480, 192, 96, 208, 16, 48, 64),
            Module("inception4b", 512, 160, 112, 224, 24, 64, 64),
            Module("inception4c", 512, 128, 128, 256, 24, 64, 64),
            Module("inception4d", 512, 112, 144, 288, 32, 64, 64),
            Module("inception4e", 528, 256, 160, 320, 32, 128, 128));
        network.Add("maxpool4", MaxPool(kernel: 2));
        network.AddStage(
            "inception5",
            Module("inception5a", 832, 256, 160, 320, 32, 128, 128),
            Module("inception5b", 832, 384, 192, 384, 48, 128, 128));

        return network.End(
            "fc", head, classes, new NormalStart(Deviation), Layer.Function(new GlobalPoolOp()), Layer.Function(new DropoutOp(Dropout)));
    }

    private static Layer MaxPool(int kernel) => Layer.Function(PoolOp.Max(kernel, stride: 2, remainder: Remainder.Up));

    private static BlockInstance Module(string name, int input, int one, int threeReduce, int three, int fiveReduce, int five, int pool)
        => new(name, Inception, [input, one, threeReduce, three, fiveReduce, five, pool]);

    private static Block MakeConvolution()
    {
        var (inChannels, outChannels, kernel, stride) = (Dim.Of("inChannels"), Dim.Of("outChannels"), Dim.Of("kernel"), Dim.Of("stride"));
        return new Block(
            "BasicConv2d",
            "A convolution with batch normalisation and a rectifier; its kernel is odd, and with stride 1 the size stays.",
            ["inChannels", "outChannels", "kernel", "stride"],
            Sequence.Of(
                new Layer("conv", new Conv2dOp(inChannels, outChannels, kernel, stride, padding: (kernel - 1) / 2)),
                new Layer("bn", new BatchNorm2dOp(outChannels, Epsilon)),
                Layer.Function(new ReluOp())));
    }

    private static Block MakeInception()
    {
        var input = Dim.Of("inChannels");
        var (one, threeReduce, three) = (Dim.Of("one"), Dim.Of("threeReduce"), Dim.Of("three"));
        var (fiveReduce, five, pool) = (Dim.Of("fiveReduce"), Dim.Of("five"), Dim.Of("pool"));
        var sameSize = PoolOp.Max(kernel: 3, stride: 1, padding: 1, Remainder.Up);
        return new Block(
            "Inception",
            "Four branches beside each other: a 1x1 convolution, two with a larger one behind, and a pool; their maps are put one behind the other.",
            ["inChannels", "one", "threeReduce", "three", "fiveReduce", "five", "pool"],
            Branches.Of(
                Merge.Concat,
                new Branch("one", new BlockInstance("branch1", Convolution, [input, one, 1, 1])),
                new Branch("three", Pair("branch2", input, threeReduce, three)),
                new Branch("five", Pair("branch3", input, fiveReduce, five)),
                new Branch("pooled", Sequence.Of(
                    Layer.Function(sameSize),
                    new BlockInstance("branch4.1", Convolution, [input, pool, 1, 1])))));
    }

    /// <summary>A 1x1 convolution that takes channels away, and a 3x3 one.</summary>
    private static BlockStack Pair(string name, Dim input, Dim reduced, Dim output)
        => new(name, [new BlockUse(Convolution, [input, reduced, 1, 1], 1), new BlockUse(Convolution, [reduced, output, 3, 1], 1)]);
}
