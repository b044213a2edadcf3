using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The residual networks for ImageNet (He et al. 2016, Table 1) and their aggregated form, ResNeXt (Xie et al. 2017): a 7x7 convolution and
/// a pool, four stages of blocks, and a projection wherever the shape changes. Layout and names are torchvision's.
/// </summary>
internal sealed class ResNet : IBackbone
{
    private const int StemChannels = 64;

    /// <summary>How many times as many channels leave a bottleneck as its stage is wide.</summary>
    private const int Expansion = 4;

    private static readonly Initialization Start = new HeStart(CountsOutputs: true, DrawsLinear: false);

    private static readonly Block BasicBlock = MakeBasicBlock();
    private static readonly Block Bottleneck = MakeBottleneck();

    private readonly string title;
    private readonly int[] blocks;
    private readonly Groups? groups;

    private ResNet(string name, string title, int[] blocks, Groups? groups)
    {
        (Name, this.title, this.blocks, this.groups) = (name, title, blocks, groups);
    }

    public string Name { get; }

    public Shape DefaultInput { get; } = Shape.Maps(3, 224, 224);

    /// <summary>Five down-samplings by 2 that round up: from 17 on the last of them still has two rows.</summary>
    public int SmallestSide => 17;

    /// <summary>A network of basic blocks: two 3x3 convolutions.</summary>
    public static ResNet OfBasicBlocks(int depth, params int[] blocks)
        => new("resnet" + Invariant.Text(depth), $"ResNet-{Invariant.Text(depth)} (He et al. 2016)", blocks, groups: null);

    /// <summary>A network of bottlenecks: 1x1, 3x3 and 1x1 convolutions.</summary>
    public static ResNet OfBottlenecks(int depth, params int[] blocks)
        => new("resnet" + Invariant.Text(depth), $"ResNet-{Invariant.Text(depth)} (He et al. 2016)", blocks, new Groups(1, 64));

    /// <summary>A network of bottlenecks whose 3x3 convolutions have groups of so many channels in the first stage.</summary>
    public static ResNet OfGroupedBottlenecks(int depth, int groups, int width, params int[] blocks)
    {
        var form = $"{Invariant.Text(groups)}x{Invariant.Text(width)}d";
        return new($"resnext{Invariant.Text(depth)}_{form}", $"ResNeXt-{Invariant.Text(depth)} {form} (Xie et al. 2017)", blocks, new Groups(groups, width));
    }

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, title, input);
        network.Add(
            "stem",
            new Layer("conv1", new Conv2dOp(input.Channels, StemChannels, kernel: 7, stride: 2, padding: 3)),
            new Layer("bn1", new BatchNorm2dOp(StemChannels)),
            Layer.Function(new ReluOp()),
            Layer.Function(PoolOp.Max(kernel: 3, stride: 2, padding: 1)));
        for (var i = 0; i < blocks.Length; i++)
        {
            var name = "layer" + Invariant.Text(i + 1);
            network.AddStage(name, Stage(name, network.Output.Channels, StemChannels << i, stride: i == 0 ? 1 : 2, blocks[i]));
        }

        // The released code gives its cosines a name of their own, so that weights with a linear classifier fit in all other layers.
        return network.End(head == HeadKind.Cosine ? "fc_" : "fc", head, classes, Start);
    }

    private BlockStack Stage(string name, int inChannels, int channels, int stride, int count)
    {
        if (groups is not { } form)
        {
            return BlockStack.Residual(name, BasicBlock, count, first: [inChannels, channels, stride], further: [channels, channels, 1]);
        }

        var (width, outChannels) = (channels * form.Width / StemChannels * form.Count, channels * Expansion);
        return BlockStack.Residual(
            name,
            Bottleneck,
            count,
            first: [inChannels, width, outChannels, stride, form.Count],
            further: [outChannels, width, outChannels, 1, form.Count]);
    }

    private static Block MakeBasicBlock()
    {
        var (inChannels, outChannels, stride) = (Dim.Of("inChannels"), Dim.Of("outChannels"), Dim.Of("stride"));
        var main = Sequence.Of(
            new Layer("conv1", new Conv2dOp(inChannels, outChannels, kernel: 3, stride, padding: 1)),
            new Layer("bn1", new BatchNorm2dOp(outChannels)),
            Layer.Function(new ReluOp()),
            new Layer("conv2", new Conv2dOp(outChannels, outChannels, kernel: 3, padding: 1)),
            new Layer("bn2", new BatchNorm2dOp(outChannels)));
        return new Block(
            "BasicBlock",
            "Two 3x3 convolutions beside the identity, or a projection where the shape changes.",
            ["inChannels", "outChannels", "stride"],
            Residual(main, inChannels, outChannels, stride));
    }

    private static Block MakeBottleneck()
    {
        var (inChannels, width, outChannels) = (Dim.Of("inChannels"), Dim.Of("width"), Dim.Of("outChannels"));
        var (stride, groups) = (Dim.Of("stride"), Dim.Of("groups"));
        var main = Sequence.Of(
            new Layer("conv1", new Conv2dOp(inChannels, width, kernel: 1)),
            new Layer("bn1", new BatchNorm2dOp(width)),
            Layer.Function(new ReluOp()),
            new Layer("conv2", new Conv2dOp(width, width, kernel: 3, stride, padding: 1, groups)),
            new Layer("bn2", new BatchNorm2dOp(width)),
            Layer.Function(new ReluOp()),
            new Layer("conv3", new Conv2dOp(width, outChannels, kernel: 1)),
            new Layer("bn3", new BatchNorm2dOp(outChannels)));
        return new Block(
            "Bottleneck",
            "1x1, 3x3 and 1x1 convolutions beside the identity, or a projection where the shape changes.",
            ["inChannels", "width", "outChannels", "stride", "groups"],
            Residual(main, inChannels, outChannels, stride));
    }

    private static Sequence Residual(Sequence main, Dim inChannels, Dim outChannels, Dim stride)
    {
        var shortcut = Shortcut.WithConvolution("downsample", inChannels, outChannels, stride);
        return Sequence.Of(
            Branches.Of(Merge.Add, new Branch("main", main), new Branch("identity", shortcut)),
            Layer.Function(new ReluOp()));
    }

    /// <summary>The groups of a bottleneck's 3x3 convolution: how many, and how many channels each has in the first stage.</summary>
    private sealed record Groups(int Count, int Width);
}
