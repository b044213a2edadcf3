using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The residual networks for CIFAR (He et al. 2016, section 4.2): 6n + 2 layers, three stages of n blocks with 16, 32 and 64 channels,
/// and shortcuts without parameters (option A).
/// </summary>
internal sealed class CifarResNet(int depth) : IBackbone
{
    private static readonly int[] StageChannels = [16, 32, 64];

    private static readonly Block BasicBlock = MakeBasicBlock();

    public string Name { get; } = "resnet" + Invariant.Text(depth);

    public Shape DefaultInput { get; } = Shape.Maps(3, 32, 32);

    /// <summary>Two down-samplings by 2: a smaller image would leave them nothing to halve.</summary>
    public int SmallestSide => 4;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, $"ResNet-{Invariant.Text(depth)} for small images (He et al. 2016, section 4.2)", input);
        network.Add(
            "stem",
            new Layer("conv1", new Conv2dOp(input.Channels, StageChannels[0], kernel: 3, padding: 1)),
            new Layer("bn1", new BatchNorm2dOp(StageChannels[0])),
            Layer.Function(new ReluOp()));
        for (var i = 0; i < StageChannels.Length; i++)
        {
            var name = "layer" + Invariant.Text(i + 1);
            network.AddStage(name, Stage(name, network.Output.Channels, StageChannels[i], stride: i == 0 ? 1 : 2));
        }

        return network.End("linear", head, classes, Initialization.He);
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
        var shortcut = new Layer("shortcut", new ZeroPadShortcutOp(inChannels, outChannels, stride));
        return new Block(
            "BasicBlock",
            "Two 3x3 convolutions and a shortcut without parameters (He et al. 2016, option A).",
            ["inChannels", "outChannels", "stride"],
            Sequence.Of(
                Branches.Of(Merge.Add, new Branch("main", main), new Branch("shortcut", shortcut)),
                Layer.Function(new ReluOp())));
    }

    private BlockStack Stage(string name, int inChannels, int outChannels, int stride)
    {
        var blocks = (depth - 2) / 6;
        return BlockStack.Residual(name, BasicBlock, blocks, first: [inChannels, outChannels, stride], further: [outChannels, outChannels, 1]);
    }
}
